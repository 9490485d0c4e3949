/** On every answer of the callback: nobody may keep one. */
export const noStore = { "cache-control": "no-store" } as const;

/** The answer to a method that a door of the callback does not know. */
export function refuseMethod(allow: string): () => Response {
  return () => new Response(null, { status: 405, headers: { allow, ...noStore } });
}

/** The answer to the question which it knows. */
export function tellMethods(allow: string): () => Response {
  return () => new Response(null, { status: 204, headers: { allow, ...noStore } });
}

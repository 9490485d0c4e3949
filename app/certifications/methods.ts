export const noStore = { "cache-control": "no-store" } as const;

export function refuseMethod(allow: string): () => Response {
  return () => new Response(null, { status: 405, headers: { allow, ...noStore } });
}

export function tellMethods(allow: string): () => Response {
  return () => new Response(null, { status: 204, headers: { allow, ...noStore } });
}

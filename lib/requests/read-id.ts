/** The id that an address speaks of; empty for what no id of ours looks like, which the database never sees. */
export function readId(query: URLSearchParams): string {
  const id = query.get("id") ?? "";
  return /^[A-Za-z0-9]{1,64}$/.test(id) ? id : "";
}

/**
 * The address to open in another browser, without the code of the last try. A guardian's attempt is
 * in this browser's cookie, so another browser starts at the invitation; null if this browser does
 * not remember it.
 */
export function handOver(page: URL, invitation: string | null): URL | null {
  if (page.pathname === "/guardian") {
    return invitation === null ? null : new URL(invitation, page.origin);
  }
  const parts = page.search.slice(1).split("&");
  const others = parts.filter((part) => part !== "" && !part.startsWith("code="));
  const search = others.length === 0 ? "" : `?${others.join("&")}`;
  return new URL(`${page.origin}${page.pathname}${search}${page.hash}`);
}

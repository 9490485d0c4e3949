import { cookies } from "next/headers";

/** What the handler wrote counts for the page already: e.g. a login's new token. */
export async function withCookiesOfNow(received: Headers): Promise<Headers> {
  const now = new Headers(received);
  const pairs = (await cookies()).getAll();
  const written = pairs.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  if (written.length > 0) now.set("cookie", written.join("; "));
  return now;
}

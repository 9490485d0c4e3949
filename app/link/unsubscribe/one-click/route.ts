import { readUnsubscribeToken, unsubscribe } from "@/lib/advertising/unsubscribe";
import { isDatabaseDown } from "@/lib/db";
import { faultFields, log } from "@/lib/log";
import { readFields } from "@/lib/requests/form-fields";
import { context } from "@/lib/server/context";

/**
 * A mail program's own button (RFC 8058): it posts the header's words, without cookies and from another
 * site, and follows no redirect. What may be done is in the token alone. A GET, of scanners too, does
 * nothing and leads to the page.
 */
export async function POST(request: Request): Promise<Response> {
  const rest = context();
  const read = readUnsubscribeToken(tokenOf(request), rest.sealKeys);
  if (read === null) return answer(404);
  const fields = await readFields(request);
  if (fields?.["List-Unsubscribe"] !== "One-Click") return answer(400);
  try {
    await unsubscribe(read, rest);
    return answer(200);
  } catch (error) {
    log("error", "unsubscribe_failed", faultFields(error));
    return answer(isDatabaseDown(error) ? 503 : 500);
  }
}

export function GET(request: Request): Response {
  const token = tokenOf(request);
  const location = `/link/unsubscribe?${new URLSearchParams({ token: token ?? "" }).toString()}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

function tokenOf(request: Request): string | null {
  return new URL(request.url).searchParams.get("token");
}

function answer(status: number): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

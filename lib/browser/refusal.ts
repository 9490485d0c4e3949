import { headers } from "next/headers";
import { refusalCookie } from "@/lib/browser/cookie";
import type { Code } from "@/lib/codes";
import { requestIdHeader } from "@/lib/requests/request-headers";

/** The id of this request, by which the help desk finds what was refused. */
export async function requestIdHere(): Promise<string | null> {
  return (await headers()).get(requestIdHeader);
}

/** The page that the browser is sent to shows the id of the request that was refused, not its own. */
export async function keepRefusal(code: Code, request: string): Promise<void> {
  await refusalCookie.write({ code, request });
}

/** The id of the request that was refused with this code a moment ago. */
export async function readRefusal(code: Code): Promise<string | null> {
  const kept = await refusalCookie.read();
  return kept?.code === code ? kept.request : null;
}

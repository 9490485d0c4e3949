import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { config } from "@/lib/config";
import { markOurFault, requestIdHeader } from "@/lib/requests/unread-form";

/**
 * Whether a state-changing request comes from our own pages. Browsers send Origin with every POST
 * and cannot be made to lie; a client that sends neither header is no browser and carries no
 * victim's cookie.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null && origin !== appUrl) return false;
  return site === null || site === "same-origin";
}

/**
 * Every form's action runs in this, if the form is this site's own; one on another site leads here,
 * and to nothing more. What goes wrong in it is our fault.
 */
export async function ownForm<T>(action: () => Promise<T>): Promise<T> {
  const received = await headers();
  if (!isSameOrigin(received, config().appUrl)) redirect("/signup?code=forbidden_origin");
  try {
    return await action();
  } catch (error) {
    markOurFault(received.get(requestIdHeader));
    throw error;
  }
}

import { formHandler } from "@/app/form-handlers/form-handler";
import { spendHere } from "@/lib/browser/limit";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { readLinkToken } from "./link-token";

/**
 * The press of a link's button, its token in the address. `follow` uses the link up and does what it is
 * for; null where there is none: one answer, whatever the reason.
 * @returns the handlers of `…/submit`; `follow` resolves with the next page.
 */
export function linkHandler(
  place: { action: PostAddress; page: `/${string}` },
  follow: (token: string) => Promise<string | null>,
) {
  return formHandler(place, async (_fields, request) => {
    const token = readLinkToken(new URL(request.url).searchParams.get("token"));
    const next = token === null ? null : await follow(token);
    if (next !== null) return { next };
    const retryAfter = await spendHere("mailLink");
    return retryAfter === null ? { code: "link_over" } : { code: "rate_limited", retryAfter };
  });
}

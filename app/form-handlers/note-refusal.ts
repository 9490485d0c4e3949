import { keepRefusal, requestIdHere } from "@/lib/browser/refusal";
import type { Code } from "@/lib/codes";
import { noteLine } from "@/lib/server/attempt-lines";
import type { AttemptLine } from "@/lib/admin/attempt-lines";

/**
 * Leaves a line for the help desk of what was answered, and returns the id of the request, which the person
 * sees beside a refusal. With `next` the browser goes on to a page, which is to show that id.
 */
export async function noteAnswer(
  { place, code, ...rest }: Noted,
  { isShownElsewhere = false } = {},
): Promise<string | null> {
  const request = await requestIdHere();
  noteLine({ ...nothing, ...rest, at: new Date(), request, place, code });
  if (isShownElsewhere && code !== null && request !== null) await keepRefusal(code, request);
  return request;
}

const nothing = {
  attempt: null,
  providerDigest: null,
  reason: null,
  provider: null,
  milliseconds: null,
};
type Noted = { place: string; code: Code | null } & Partial<
  Omit<AttemptLine, "at" | "request" | "place" | "code">
>;

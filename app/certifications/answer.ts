import { getTranslations } from "next-intl/server";
import type { AttemptView } from "@/lib/verification/attempts";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import { codes, type Code } from "@/lib/codes";
import { isDatabaseDown } from "@/lib/db";
import { faultFields, faultName, levelOf, log } from "@/lib/log";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { noteAnswer } from "@/app/form-handlers/note-refusal";
import { codeMessage } from "@/app/forms/code-message";
import { pageOf, startOf } from "@/app/verification/page-of";
import { noStore } from "./methods";

/** Where a person goes after the callback; `code` says why, if not straight on. */
export type Destination = {
  next: string;
  code: Code | null;
  /** Seconds. */
  retryAfter?: number;
};

/** The page for each outcome: always one of ours, never an address from outside. */
export function destinationOf(
  outcome: ConfirmOutcome,
  { id, purpose }: Pick<AttemptView, "id" | "purpose">,
): Destination {
  switch (outcome.kind) {
    case "confirmed": {
      const { guardianRequired } = outcome;
      log("info", guardianRequired ? "guardian_needed" : "identity_confirmed", { attempt: id });
      return { next: pageOf({ purpose, state: "confirmed", guardianRequired }), code: null };
    }
    case "consumed":
      return { next: pageOf({ purpose, state: "consumed", guardianRequired: false }), code: null };
    case "declined": {
      const { code, reason = code } = outcome;
      log(levelOf(code), "identity_declined", { attempt: id, code, reason });
      const page = startOf(purpose) ?? codes[code].next;
      return { next: `${page}?code=${code}`, code };
    }
  }
}

export function declined(code: Code): Destination {
  log(levelOf(code), "callback_declined", { code });
  return withCode(code);
}

/** The same, with a line for the help desk. */
export async function declinedAt(place: PostAddress, code: Code): Promise<Destination> {
  await noteAnswer({ place, code }, { isShownElsewhere: true });
  return declined(code);
}

function withCode(code: Code): Destination {
  return { next: `${codes[code].next}?code=${code}`, code };
}

/** For the page that opened the popup. */
export async function answerJson({ next, code, retryAfter }: Destination): Promise<Response> {
  if (code === null) return Response.json({ next }, { headers: noStore });
  const message = codeMessage(await getTranslations("codes"), code).body;
  const { status } = codes[code];
  return Response.json(
    { code, message, next },
    {
      status,
      headers: { ...noStore, ...retryHeader(retryAfter) },
    },
  );
}

/** For the browser that comes back by redirect: always a page of this site. */
export function answerRedirect({ next, retryAfter }: Destination): Response {
  const headers = { location: next, ...noStore, ...retryHeader(retryAfter) };
  return new Response(null, { status: 303, headers });
}

function retryHeader(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { "retry-after": `${seconds}` };
}

/** An unexpected error: the person gets a stable code, the log gets the error's name. */
export async function faultAt(place: PostAddress, error: unknown): Promise<Destination> {
  const destination = faultDestination(error);
  const line = { place, code: destination.code, reason: faultName(error) };
  // Whatever is broken, the person gets an answer.
  await noteAnswer(line, { isShownElsewhere: true }).catch(() => null);
  return destination;
}

export function faultDestination(error: unknown): Destination {
  const code = isDatabaseDown(error) ? "database_unavailable" : "unexpected";
  log("error", "callback_fault", { ...faultFields(error), code });
  return withCode(code);
}

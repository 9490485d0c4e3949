import { getTranslations } from "next-intl/server";
import type { ConfirmOutcome } from "@/lib/accounts/confirm-identity";
import { codes, type Code } from "@/lib/codes";
import { isDatabaseDown } from "@/lib/db";
import { faultName, log } from "@/lib/log";

/** Where a person goes after the callback, and why, if not straight on. */
export type Destination = { next: string; code: Code | null };

/** The page for each outcome: names of our own pages, never an address from outside. */
export function destinationOf(outcome: ConfirmOutcome, attempt: string): Destination {
  switch (outcome.kind) {
    case "confirmed":
      log("info", "identity_confirmed", { attempt });
      return { next: "/signup/details", code: null };
    case "consumed":
      return { next: "/signup/complete", code: null };
    case "declined": {
      const { code, reason = code } = outcome;
      log("info", "identity_declined", { attempt, code, reason });
      return declined(code);
    }
  }
}

export function declined(code: Code): Destination {
  return { next: `${codes[code].next}?code=${code}`, code };
}

/** The callback's answer to the popup's page. */
export async function answerJson({ next, code }: Destination): Promise<Response> {
  if (code === null) return Response.json({ next });
  const t = await getTranslations("codes");
  const message = `${t(`${code}.body`)} ${t(`${code}.next`)}`;
  return Response.json({ code, message, next }, { status: codes[code].status });
}

/** The callback's answer to the phone's browser: always a page of this site. */
export function answerRedirect({ next }: Destination): Response {
  return new Response(null, { status: 303, headers: { location: next } });
}

/** What nobody expected, caught once: the person hears a stable code, the log hears the name. */
export function faultDestination(error: unknown): Destination {
  const code = isDatabaseDown(error) ? "database_unavailable" : "unexpected";
  log("error", "callback_fault", { code, fault: faultName(error) });
  return declined(code);
}

"use server";

import { readFields } from "@/app/components/form-fields";
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import {
  consentRecordsSchema,
  signUpDocumentIds,
  recordConsent,
  type DocumentId,
} from "@/lib/consents/documents";
import { beginAttempt, currentAttempt } from "@/lib/sessions/attempt";
import { ownForm } from "@/lib/sessions/same-origin";

export type AgreeState = { missing: DocumentId[] };

/**
 * The consents were given, one by one or, before JavaScript has loaded, with the box for all: begin an
 * attempt, unless this browser has one under way.
 */
export async function agree(_previous: AgreeState, form: FormData): Promise<AgreeState> {
  return ownForm(async () => {
    const ticked = readFields(form);
    const missing =
      ticked["all"] === "on" ? [] : signUpDocumentIds.filter((id) => ticked[id] !== "on");
    if (missing.length > 0) return { missing };
    const attempt = await currentAttempt();
    const underWay =
      attempt !== null && ["issued", "confirming", "confirmed"].includes(attempt.state);
    if (!underWay) {
      const locale = (await getLocale()) === "en" ? "en" : "ko";
      const now = new Date();
      const begun = await beginAttempt(
        signUpDocumentIds.map((id) => recordConsent(id, locale, now)),
      );
      if (!begun) redirect("/signup?code=rate_limited");
    }
    redirect("/signup");
  });
}

/** Try again with a new attempt; the consents given before still hold. */
export async function startAgain(): Promise<void> {
  return ownForm(async () => {
    const attempt = await currentAttempt();
    const over = attempt !== null && ["refused", "failed", "expired"].includes(attempt.state);
    if (over && !(await beginAttempt(consentRecordsSchema.parse(attempt.consents)))) {
      redirect("/signup?code=rate_limited");
    }
    redirect("/signup");
  });
}

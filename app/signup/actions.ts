"use server";

import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import {
  consentRecordsSchema,
  documentIds,
  recordConsent,
  type DocumentId,
} from "@/lib/consents/documents";
import { beginAttempt, currentAttempt } from "@/lib/sessions/attempt";

export type AgreeState = { missing: DocumentId[] };

/**
 * The consents were given, one by one or, before JavaScript has loaded, with the box for all: begin an
 * attempt, unless this browser has one under way.
 */
export async function agree(_previous: AgreeState, form: FormData): Promise<AgreeState> {
  const missing = form.get("all") === "on" ? [] : documentIds.filter((id) => form.get(id) !== "on");
  if (missing.length > 0) return { missing };
  const attempt = await currentAttempt();
  const underWay =
    attempt !== null && ["issued", "confirming", "confirmed"].includes(attempt.state);
  if (!underWay) {
    const locale = (await getLocale()) === "en" ? "en" : "ko";
    const now = new Date();
    await beginAttempt(documentIds.map((id) => recordConsent(id, locale, now)));
  }
  redirect("/signup");
}

/** Try again with a new attempt; the consents given before still hold. */
export async function startAgain(): Promise<void> {
  const attempt = await currentAttempt();
  const over = attempt !== null && ["refused", "failed", "expired"].includes(attempt.state);
  if (over) await beginAttempt(consentRecordsSchema.parse(attempt.consents));
  redirect("/signup");
}

import { findAttempt, issueAttempt, type AttemptView } from "@/lib/accounts/attempts";
import type { ConsentRecord } from "@/lib/consents/documents";
import { db } from "@/lib/db";
import { browserCookie } from "@/lib/sessions/cookie";

/** The attempt that this browser began, if it has one. */
export async function currentAttempt(): Promise<AttemptView | null> {
  const { attempt } = await browserCookie();
  return attempt === undefined ? null : findAttempt(db(), attempt, new Date());
}

/** Begins an attempt for this browser; an earlier one is left to expire. */
export async function beginAttempt(consents: ConsentRecord[]): Promise<void> {
  const cookie = await browserCookie();
  cookie.attempt = await issueAttempt(db(), { purpose: "signup", consents, now: new Date() });
  await cookie.save();
}

import {
  abandonAttempt,
  findAttempt,
  issueAttempt,
  type AttemptView,
} from "@/lib/accounts/attempts";
import type { ConsentRecord } from "@/lib/consents/documents";
import { randomToken } from "@/lib/crypto/token";
import { db } from "@/lib/db";
import { browserCookie, type BrowserCookie } from "@/lib/sessions/cookie";
import { spendHere } from "@/lib/sessions/limit";

/** The attempt to sign up that this browser began, if it has one. */
export async function currentAttempt(): Promise<AttemptView | null> {
  const { attempt } = await browserCookie();
  if (attempt === undefined) return null;
  return findAttempt(db(), attempt, { purpose: "signup", now: new Date() });
}

/** The attempt of the guardian who consents in this browser. */
export async function currentGuardianAttempt(): Promise<AttemptView | null> {
  const { guardian } = await browserCookie();
  if (guardian === undefined) return null;
  return findAttempt(db(), guardian, { purpose: "guardian", now: new Date() });
}

/**
 * Which of this browser's attempts an answer from PortOne is for: the one that has brought this id
 * before or minted it, else the one under way. Child and guardian may share a browser.
 */
export async function attemptOf(providerId: string): Promise<AttemptView | null> {
  const attempts = await Promise.all([currentGuardianAttempt(), currentAttempt()]);
  const own = attempts.filter((attempt) => attempt !== null);
  return (
    own.find((attempt) => [attempt.id, attempt.providerId].includes(providerId)) ??
    own.find(({ state }) => state === "issued" || state === "confirming") ??
    own.at(-1) ??
    null
  );
}

/**
 * Begins an attempt for this browser; an earlier one is left to expire.
 * @returns null, or where it has begun too many, and nothing is begun, the seconds to wait.
 */
export async function beginAttempt(consents: ConsentRecord[]): Promise<number | null> {
  const cookie = await browserCookie();
  const retryAfter = await spendAttempt(cookie);
  if (retryAfter !== null) return retryAfter;
  cookie.attempt = await issueAttempt(db(), { purpose: "signup", consents, now: new Date() });
  delete cookie.guardianLink;
  delete cookie.admittedFrom;
  await cookie.save();
  return null;
}

/** Somebody else goes on in this browser: what the last one proved is destroyed. */
export async function abandonCurrentAttempt(): Promise<void> {
  const attempt = await currentAttempt();
  if (attempt !== null) await abandonAttempt(db(), attempt.id);
  const cookie = await browserCookie();
  delete cookie.attempt;
  delete cookie.guardianLink;
  await cookie.save();
}

function spendAttempt(cookie: BrowserCookie): Promise<number | null> {
  cookie.browser ??= randomToken(12);
  return spendHere("attempt", { browser: cookie.browser });
}

/** The same for a guardian, whom the child's attempt waits for. */
export async function beginGuardianAttempt(
  wardAttemptId: string,
  consents: ConsentRecord[],
): Promise<number | null> {
  const cookie = await browserCookie();
  const retryAfter = await spendAttempt(cookie);
  if (retryAfter !== null) return retryAfter;
  const aim = { purpose: "guardian" as const, wardAttemptId };
  cookie.guardian = await issueAttempt(db(), { ...aim, consents, now: new Date() });
  await cookie.save();
  return null;
}

import {
  abandonAttempt,
  changeConsents,
  findAttempts,
  issueAttempt,
  type AttemptView,
  type NewAttempt,
} from "@/lib/verification/attempts";
import type { AdvertisingRecord } from "@/lib/consents/advertising";
import type { ConsentRecord } from "@/lib/consents/documents";
import { db } from "@/lib/db";
import { browserHere } from "@/lib/browser/client";
import { guardianLinkCookie, toldCookie, type Ticket } from "@/lib/browser/cookie";
import { spendHere } from "@/lib/browser/limit";
import { dropTickets, keepTicket, ticketsHere } from "@/lib/browser/tickets";

/**
 * The attempts that this browser began: the latest begun or decided first. Child and guardian may
 * share a browser, one guardian may have two invitations, and a sign-up may have begun in two tabs.
 */
export async function attemptsHere(): Promise<AttemptView[]> {
  return findAttempts(db(), await ticketsHere(), new Date());
}

/** The attempt to sign up that goes on in this browser: one that is confirmed, else the latest. */
export async function currentSignUp(): Promise<AttemptView | null> {
  const attempts = (await attemptsHere()).filter(({ purpose }) => purpose === "signup");
  return attempts.find(({ state }) => state === "confirmed") ?? attempts[0] ?? null;
}

/** The sign-up that was refused last, unless something has begun or been decided since. */
export async function refusedSignUp(): Promise<AttemptView | null> {
  const [latest] = (await attemptsHere()).filter(({ purpose }) => purpose === "signup");
  return latest?.state === "refused" ? latest : null;
}

/**
 * Whether a verification for this attempt would count: not where it has ended, or where the same was
 * verified in another tab.
 */
export async function isDueHere(attemptId: string): Promise<boolean> {
  const attempts = await attemptsHere();
  const own = attempts.find(({ id }) => id === attemptId);
  if (own === undefined || !awaited.includes(own.state)) return false;
  const isSibling = ({ purpose, accountId }: AttemptView) =>
    purpose === own.purpose && purpose !== "guardian" && accountId === own.accountId;
  return !attempts.some((each) => isSibling(each) && each.state === "confirmed");
}

const awaited: readonly AttemptView["state"][] = ["issued", "confirming"];

/** The attempt of the guardian who consents in this browser. */
export function currentGuardianAttempt(): Promise<AttemptView | null> {
  return latestOf("guardian");
}

/** The attempt to get back into an account that goes on in this browser. */
export function currentRecovery(): Promise<AttemptView | null> {
  return latestOf("recovery");
}

/** The attempt to verify again that goes on in this browser, of this account. */
export async function currentReverification(accountId: string): Promise<AttemptView | null> {
  const attempts = await attemptsHere();
  return attempts.find((each) => each.accountId === accountId && isReverification(each)) ?? null;
}

function isReverification({ purpose }: AttemptView): boolean {
  return purpose === "reverification";
}

async function latestOf(wanted: Ticket["purpose"]): Promise<AttemptView | null> {
  return (await attemptsHere()).find(({ purpose }) => purpose === wanted) ?? null;
}

/**
 * Begins an attempt for this browser; an earlier one is left to expire.
 * @returns null, or where it has begun too many, and nothing is begun, the seconds to wait.
 */
export async function beginSignUpAttempt(
  consents: ConsentRecord[],
  advertising: AdvertisingRecord[] = [],
): Promise<number | null> {
  const retryAfter = await spendAttempt();
  if (retryAfter !== null) return retryAfter;
  await begin({ purpose: "signup", consents, advertising, now: new Date() });
  await guardianLinkCookie.clear();
  await toldCookie.clear();
  return null;
}

/** Back from the verification, somebody ticked otherwise; once it has begun, what was ticked stays. */
export async function changeSignUpConsents(
  id: string,
  given: { consents: ConsentRecord[]; advertising: AdvertisingRecord[] },
): Promise<void> {
  await changeConsents(db(), id, given);
}

/**
 * The same for a guardian, whom the child's attempt waits for. Where that has gone meanwhile, nothing
 * is begun, and this browser has no guardian's attempt to go on with.
 */
export async function beginGuardianAttempt(
  wardAttemptId: string,
  consents: ConsentRecord[],
): Promise<number | null> {
  const retryAfter = await spendAttempt();
  if (retryAfter !== null) return retryAfter;
  await begin({ purpose: "guardian", wardAttemptId, consents, now: new Date() });
  return null;
}

/** Begins an attempt to get back in; whose account it is is not known yet. */
export async function beginRecoveryAttempt(): Promise<number | null> {
  const retryAfter = await spendAttempt();
  if (retryAfter !== null) return retryAfter;
  await begin({ purpose: "recovery", consents: [], now: new Date() });
  await toldCookie.clear();
  return null;
}

/** Begins an attempt of a member to verify again. */
export async function beginReverificationAttempt(accountId: string): Promise<number | null> {
  const retryAfter = await spendAttempt();
  if (retryAfter !== null) return retryAfter;
  await begin({ purpose: "reverification", accountId, consents: [], now: new Date() });
  return null;
}

/** Somebody else goes on in this browser: what the last one proved is destroyed. */
export async function abandonSignUps(): Promise<void> {
  for (const { id, purpose } of await attemptsHere()) {
    if (purpose === "signup") await abandonAttempt(db(), id);
  }
  await dropTickets(["signup"]);
  await guardianLinkCookie.clear();
}

async function begin(aim: NewAttempt & { purpose: Ticket["purpose"] }): Promise<void> {
  const ticket = await issueAttempt(db(), aim);
  if (ticket !== null) await keepTicket(ticket, aim.purpose, aim.now);
}

async function spendAttempt(): Promise<number | null> {
  return spendHere("attempt", { browser: await browserHere() });
}

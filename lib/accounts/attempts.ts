import { equalBytes, hashToken, randomAlphanumeric, randomToken } from "@/lib/crypto/token";
import { isCode, type Code } from "@/lib/codes";
import type { ConsentRecord } from "@/lib/consents/documents";
import type { Attempt, AttemptState, Prisma, PrismaClient } from "@/lib/generated/prisma/client";

const minute = 60_000;
/** From consent to the end of verification, and again from there to the account. */
export const attemptLifetime = 30 * minute;

/**
 * Begins an attempt. The id travels to PortOne as merchant_uid (V1) or identityVerificationId (V2):
 * alphanumeric and at most 40 characters, as KCP demands. The nonce stays in this browser's cookie.
 */
export async function issueAttempt(
  db: PrismaClient,
  { purpose, consents, now }: { purpose: "signup"; consents: ConsentRecord[]; now: Date },
): Promise<AttemptTicket> {
  const id = randomAlphanumeric(32);
  const nonce = randomToken();
  await db.attempt.create({
    data: {
      id,
      purpose,
      nonceHash: hashToken(nonce),
      consents,
      createdAt: now,
      expiresAt: new Date(now.getTime() + attemptLifetime),
    },
  });
  return { id, nonce };
}

/** The attempt that the holder of this ticket began; null for any other. */
export async function findAttempt(
  db: PrismaClient,
  ticket: AttemptTicket,
  now: Date,
): Promise<AttemptView | null> {
  const row = await db.attempt.findUnique({ where: { id: ticket.id } });
  if (row === null || !equalBytes(row.nonceHash, hashToken(ticket.nonce))) return null;
  return viewAttempt(row, now);
}

/** An attempt past its time counts as expired, whether or not the sweep has been by. */
export function viewAttempt(row: Attempt, now: Date): AttemptView {
  const open: readonly AttemptState[] = ["issued", "confirming", "confirmed"];
  const over = open.includes(row.state) && row.expiresAt <= now;
  return {
    ...row,
    state: over ? "expired" : row.state,
    outcome: isCode(row.outcome) ? row.outcome : null,
  };
}

/** Ends attempts whose time is over and destroys the person sealed on them. Returns how many. */
export async function expireAttempts(db: PrismaClient, now: Date): Promise<number> {
  const states: AttemptState[] = ["issued", "confirming", "confirmed"];
  const { count } = await db.attempt.updateMany({
    where: { state: { in: states }, expiresAt: { lte: now } },
    data: { state: "expired", ...withoutPerson },
  });
  return count;
}

/** The columns that go when the person is no longer needed. */
export const withoutPerson = {
  personSealed: null,
  personSealedKeyId: null,
} satisfies Prisma.AttemptUpdateManyMutationInput;

/** Id and secret of an attempt, as kept in the cookie. */
export type AttemptTicket = { id: string; nonce: string };
export type AttemptView = Omit<Attempt, "outcome"> & { outcome: Code | null };

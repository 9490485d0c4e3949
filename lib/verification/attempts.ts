import { writeAllOrEach } from "@/lib/database/write-all-or-each";
import { equalBytes, hashToken, randomAlphanumeric, randomToken } from "@/lib/crypto/token";
import { isCode, type Code } from "@/lib/codes";
import type { AdvertisingRecord } from "@/lib/consents/advertising";
import type { ConsentRecord } from "@/lib/consents/documents";
import { isForeignKeyViolation } from "@/lib/db";
import type { Attempt, AttemptPurpose, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { isUnderWay, openStates, overStates } from "@/lib/verification/attempt-states";
import { SealedPerson } from "@/lib/verification/sealed-person";

const minute = 60_000;
/** From consent to the end of verification, and again from there to the account. */
export const attemptLifetime = 30 * minute;

/**
 * Begins an attempt. The id travels to PortOne as merchant_uid (V1) or identityVerificationId (V2):
 * alphanumeric and at most 40 characters, as KCP demands. The nonce stays in this browser's cookie.
 * Null where the child's attempt has gone meanwhile.
 */
export async function issueAttempt(
  db: PrismaClient,
  { consents, now, ...aim }: NewAttempt,
): Promise<AttemptTicket | null> {
  const id = randomAlphanumeric(32);
  const nonce = randomToken();
  try {
    await db.attempt.create({
      data: {
        id,
        ...aim,
        nonceHash: hashToken(nonce),
        consents,
        createdAt: now,
        expiresAt: new Date(now.getTime() + attemptLifetime),
      },
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) return null;
    throw error;
  }
  return { id, nonce };
}

/** Other consents for an attempt of which nothing was sent to PortOne yet. Returns whether there is one. */
export async function changeConsents(
  db: PrismaClient,
  id: string,
  { consents, advertising }: Required<Pick<NewAttempt, "consents" | "advertising">>,
): Promise<boolean> {
  const data = { consents, advertising };
  return (await db.attempt.updateMany({ where: { id, state: "issued" }, data })).count === 1;
}

/** The attempts that the holder of these tickets began for these purposes, in the tickets' order. */
export async function findAttempts(
  db: PrismaClient,
  tickets: readonly (AttemptTicket & { purpose: AttemptPurpose })[],
  now: Date,
): Promise<AttemptView[]> {
  if (tickets.length === 0) return [];
  const rows = await db.attempt.findMany({ where: { id: { in: tickets.map(({ id }) => id) } } });
  return tickets.flatMap(({ id, nonce, purpose }) => {
    const row = rows.find((each) => each.id === id && each.purpose === purpose);
    return row && equalBytes(row.nonceHash, hashToken(nonce)) ? [viewAttempt(row, now)] : [];
  });
}

/** An attempt past its time counts as expired, whether or not the sweep has been by. */
export function viewAttempt(row: AttemptRow, now: Date): AttemptView {
  const { id, personSealed: sealed, personSealedKeyId: keyId } = row;
  const isPastItsTime = isUnderWay(row) && row.expiresAt <= now;
  return {
    id,
    purpose: row.purpose,
    state: isPastItsTime ? "expired" : row.state,
    outcome: isCode(row.outcome) ? row.outcome : null,
    consents: row.consents,
    advertising: row.advertising,
    guardianRequired: row.guardianRequired,
    wardAttemptId: row.wardAttemptId,
    accountId: row.accountId,
    providerId: row.providerId,
    provider: row.provider,
    verifiedAt: row.verifiedAt,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    sealedPerson:
      sealed === null || keyId === null ? null : new SealedPerson({ sealed, keyId }, id),
  };
}

/**
 * Ends attempts whose time is over and destroys the person sealed on them, and by what they could be
 * asked for at PortOne. Returns how many.
 */
export async function expireAttempts(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const where = { state: { in: openStates }, expiresAt: { lte: now } };
  return writeAllOrEach<{ id: string }>(
    ({ id }) =>
      db.attempt.updateMany({
        where: id === undefined ? where : { ...where, id },
        data: { state: "expired", providerId: null, ...withoutPerson },
      }),
    () => db.attempt.findMany({ where, select: { id: true } }),
  );
}

/** Ends a confirmed attempt whose person does not go on, and destroys the person sealed on it. */
export async function abandonAttempt(db: PrismaClient, id: string): Promise<void> {
  await db.attempt.updateMany({
    where: { id, state: "confirmed" },
    data: { state: "expired", providerId: null, ...withoutPerson },
  });
}

/**
 * Deletes attempts that ended a day ago or more, but for those that an account or a guardian's consent
 * came from: that a person was refused stays nowhere. Their ids at PortOne are of no use any more: they name an attempt that is gone.
 * Returns how many.
 */
export async function forgetAttempts(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const dayAgo = new Date(now.getTime() - 24 * 60 * minute);
  const where: Prisma.AttemptWhereInput = {
    OR: [{ state: { in: overStates } }, { state: "consumed", accountId: { not: null } }],
    expiresAt: { lte: dayAgo },
  };
  return writeAllOrEach<{ id: string }>(
    ({ id }) => db.attempt.deleteMany({ where: id === undefined ? where : { ...where, id } }),
    () => db.attempt.findMany({ where, select: { id: true } }),
  );
}

/** The columns that go when the person is no longer needed. */
export const withoutPerson = {
  personSealed: null,
  personSealedKeyId: null,
} satisfies Prisma.AttemptUpdateManyMutationInput;

/** What an attempt is for is decided when it begins, and by the database for good. */
export type NewAttempt = {
  consents: ConsentRecord[];
  /** What of advertising was agreed to besides. */
  advertising?: AdvertisingRecord[];
  now: Date;
  purpose: AttemptPurpose;
  /** The child's attempt that a guardian's is for. */
  wardAttemptId?: string;
  /** The account that is verified again. */
  accountId?: string;
};

/** Id and secret of an attempt, as kept in the cookie. */
export type AttemptTicket = { id: string; nonce: string };

type Shown = Pick<
  Attempt,
  | "id"
  | "purpose"
  | "state"
  | "consents"
  | "advertising"
  | "guardianRequired"
  | "wardAttemptId"
  | "accountId"
  | "providerId"
  | "provider"
  | "verifiedAt"
  | "createdAt"
  | "expiresAt"
>;
type AttemptRow = Shown & Pick<Attempt, "outcome" | "personSealed" | "personSealedKeyId">;
/** What the rest of the house sees of an attempt: no secret, and the person only sealed. */
export type AttemptView = Shown & { outcome: Code | null; sealedPerson: SealedPerson | null };

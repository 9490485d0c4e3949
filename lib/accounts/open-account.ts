import {
  identityColumns,
  insertIndexes,
  isPersonKnown,
  recognise,
  type IdentityKeys,
} from "@/lib/accounts/account-store";
import { confirmedPerson } from "@/lib/verification/sealed-person";
import { withoutPerson, type AttemptView } from "@/lib/verification/attempts";
import type { Credentials } from "@/lib/logins/credentials";
import { isConsentGiven } from "@/lib/guardians/guardian-consent";
import { readAccountHint } from "@/lib/accounts/read-account";
import type { AccountHint } from "@/lib/verification/outcome";
import { appendEvent } from "@/lib/audit/events";
import { consentRecordsSchema } from "@/lib/consents/documents";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { isUniqueViolation } from "@/lib/db";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * Opens the account in one transaction: the attempt is consumed, the account inserted (the unique
 * index on the CI decides who is first), consents and the audit event written. Sent twice, the
 * second answers as the first did, if the credentials are the same.
 */
export async function openAccount(
  attempt: AttemptView,
  credentials: Credentials,
  context: OpenContext,
): Promise<OpenOutcome> {
  const { db, now } = context;
  if (attempt.purpose !== "signup") return { kind: "declined", code: "attempt_missing" };
  if (attempt.state === "consumed") return reopen(db, attempt, credentials);
  const person = confirmedPerson(attempt, context);
  if (person === null) return { kind: "declined", code: "attempt_expired" };
  if (attempt.guardianRequired && !(await isConsentGiven(attempt, { db, now }))) {
    return { kind: "declined", code: "guardian_required" };
  }
  const accountId = randomAlphanumeric(24);
  const passwordHash = await hashPassword(credentials.password);
  try {
    return await db
      .$transaction(async (tx) => {
        if (!(await consume(tx, attempt, now))) return { kind: "lost-race" as const };
        const known = await recognise(tx, person, context);
        if (known.kind !== "stranger") throw new NoStranger();
        await tx.account.create({
          data: {
            id: accountId,
            email: credentials.email,
            passwordHash,
            ...identityColumns(accountId, person, context),
            provider: attempt.provider ?? "",
            verifiedAt: attempt.verifiedAt ?? now,
            createdAt: now,
            attemptId: attempt.id,
          },
        });
        await insertIndexes(tx, accountId, person, context);
        const consents = consentRecordsSchema.parse(attempt.consents);
        await tx.consent.createMany({ data: consents.map((record) => ({ accountId, ...record })) });
        await appendEvent(
          tx,
          { kind: "account_opened", actor: accountId, subject: accountId, attempt: attempt.id },
          now,
        );
        return { kind: "opened" as const, accountId };
      })
      .then((outcome) =>
        outcome.kind === "lost-race" ? reopen(db, attempt, credentials) : outcome,
      );
  } catch (error) {
    if (isUniqueViolation(error, "email")) return { kind: "declined", code: "email_taken" };
    if (error instanceof NoStranger || isPersonKnown(error)) {
      return refuse(attempt, person, context);
    }
    throw error;
  }
}

class NoStranger extends Error {
  override readonly name = "NoStranger";
}

async function consume(
  tx: Prisma.TransactionClient,
  { id }: AttemptView,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, state: "confirmed", purpose: "signup", expiresAt: { gt: now } },
    data: { state: "consumed", ...withoutPerson },
  });
  return count === 1;
}

/** A double click, or the back button: the account is there already. */
async function reopen(
  db: PrismaClient,
  { id }: AttemptView,
  { email, password }: Credentials,
): Promise<OpenOutcome> {
  const account = await db.account.findUnique({ where: { attemptId: id } });
  if (account === null) return { kind: "declined", code: "attempt_expired" };
  const same = account.email === email && (await verifyPassword(account.passwordHash, password));
  return same
    ? { kind: "opened", accountId: account.id }
    : { kind: "declined", code: "verification_used" };
}

/**
 * The person joined elsewhere in the meantime, and perhaps left again: the attempt ends, what was
 * sealed on it goes.
 */
async function refuse(
  { id }: AttemptView,
  person: VerifiedPerson,
  context: OpenContext,
): Promise<OpenOutcome> {
  const known = await recognise(context.db, person, context);
  const code = known.kind === "left" ? "rejoin_cooldown" : "already_joined";
  await context.db.attempt.updateMany({
    where: { id, state: "confirmed" },
    data: {
      state: "refused",
      outcome: code,
      ...withoutPerson,
    },
  });
  if (known.kind === "left") return { kind: "declined", code, admittedFrom: known.rejoinFrom };
  const hint = known.kind === "member" ? await readAccountHint(known.accountId, context) : null;
  return { kind: "declined", code, ...(hint === null ? {} : { hint }) };
}

export type OpenContext = IdentityKeys & { db: PrismaClient; now: Date };
export type OpenOutcome =
  | { kind: "opened"; accountId: string }
  | {
      kind: "declined";
      code:
        | "attempt_missing"
        | "attempt_expired"
        | "already_joined"
        | "rejoin_cooldown"
        | "email_taken"
        | "verification_used"
        | "guardian_required";
      /** From when one who left may join again, YYYY-MM-DD. */
      admittedFrom?: string;
      /** The account that they have already. */
      hint?: AccountHint;
    };

import { recognise, type IdentityKeys } from "@/lib/accounts/recognise";
import { sealProfile, unsealProfile } from "@/lib/accounts/sealing";
import { searchColumns } from "@/lib/accounts/search-indexes";
import { appendEvent } from "@/lib/audit/events";
import type { Code } from "@/lib/codes";
import type { StatementRunner } from "@/lib/db";
import type { Account, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import type { Verification, VerifiedPerson } from "@/lib/identity/verified-person";
import { confirmAttempt } from "@/lib/verification/attempt-ending";
import { attemptLifetime, withoutPerson } from "@/lib/verification/attempts";
import type { ConfirmOutcome, Refusal } from "@/lib/verification/outcome";
import type { Hold } from "@/lib/verification/provider-id-hold";
import type { Purpose } from "@/lib/verification/purpose";

/**
 * Verifying again who a member is: the person must be the account's own. A new name, phone or carrier is
 * taken over. Anybody else's verification changes nothing.
 */
export function reverifyPurpose(context: ReverifyContext): Purpose {
  return async ({ accountId }, verification, now) => {
    const { person } = verification;
    if (uniqueKeysOf(person, context.duplicateKey).length === 0) return refused("no_ci");
    const known = await recognise(context.statements, person, { ...context, now });
    if (accountId === null || known.kind !== "member" || known.accountId !== accountId) {
      return refused("not_same_person");
    }
    return {
      kind: "accepted",
      conclude: (hold) => takeOver(hold, accountId, verification, { ...context, now }),
    };
  };
}

/** In one transaction; an account that an administrator suspends at that moment stays as it was. */
function takeOver(
  hold: Hold,
  accountId: string,
  verification: Verification,
  { db, sealKeys, indexKeys, now }: ReverifyContext & { now: Date },
): Promise<ConfirmOutcome> {
  const { person, provider, verifiedAt } = verification;
  return db.$transaction(async (tx): Promise<ConfirmOutcome> => {
    await tx.$queryRaw`SELECT FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    const account = await tx.account.findUnique({ where: { id: accountId } });
    const until = { sealKeys, now, lifetime: attemptLifetime };
    const outcome = await confirmAttempt(tx, hold, verification, until);
    if (outcome.kind !== "confirmed") return outcome;
    if (account === null || account.suspendedAt !== null) {
      return endAttempt(tx, hold, "refused", "account_suspended");
    }
    const { sealed, keyId } = sealProfile(person, accountId, sealKeys);
    await tx.account.update({
      where: { id: accountId },
      data: {
        profileSealed: sealed,
        profileSealedKeyId: keyId,
        ...searchColumns(person, indexKeys),
        birthYear: Number(person.birthDate.slice(0, 4)),
        provider,
        verifiedAt,
        reverifyRemindedAt: null,
        reverifyRequiredAt: null,
      },
    });
    const changed = changedFields(profileOf(account, sealKeys), person);
    const event = { kind: "reverified", actor: accountId, subject: accountId } as const;
    await appendEvent(tx, { ...event, attempt: hold.attemptId, changed }, now);
    return endAttempt(tx, hold, "consumed", null);
  });
}

async function endAttempt(
  tx: Prisma.TransactionClient,
  { attemptId: id }: Hold,
  state: "consumed" | "refused",
  outcome: Code | null,
): Promise<ConfirmOutcome> {
  await tx.attempt.update({ where: { id }, data: { state, outcome, ...withoutPerson } });
  return outcome === null ? { kind: "consumed" } : { kind: "declined", code: outcome };
}

function profileOf(account: Account, sealKeys: IdentityKeys["sealKeys"]): VerifiedPerson {
  const sealed = { sealed: account.profileSealed, keyId: account.profileSealedKeyId };
  return unsealProfile(sealed, account.id, sealKeys);
}

/** Names of what is new; never the values. */
function changedFields(before: VerifiedPerson, after: VerifiedPerson): string[] {
  const fields = ["name", "phone", "carrier", "birthDate", "gender", "isForeigner"] as const;
  return fields.filter((field) => before[field] !== after[field]);
}

function refused(code: Code): Refusal {
  return { kind: "refusal", state: "refused", code };
}

type ReverifyContext = IdentityKeys & { db: PrismaClient; statements: StatementRunner };

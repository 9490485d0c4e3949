import { mayJoin, type JoinDecision } from "@/lib/accounts/may-join";
import { recognise } from "@/lib/accounts/recognise";
import type { JoinContext } from "@/lib/accounts/join-purpose";
import type { Code } from "@/lib/codes";
import { isForeignKeyViolation } from "@/lib/db";
import { seoulDateAfter } from "@/lib/identity/seoul-date";
import type { Verification, VerifiedPerson } from "@/lib/identity/verified-person";
import { confirmAttempt, refuseAttempt } from "@/lib/verification/attempt-ending";
import type { ConfirmOutcome, ForThePersonAlone, Refusal } from "@/lib/verification/outcome";
import type { Hold } from "@/lib/verification/provider-id-hold";
import type { Purpose } from "@/lib/verification/purpose";

const minute = 60_000;
/** Milliseconds that a person has for a new password: the attempt is the grant. */
export const grantLifetime = 10 * minute;

/**
 * Getting back in: whose account this is, the CI alone decides. A phone number may belong to somebody
 * else by now. That nobody of this name has joined is said only to the person who has proved to be them.
 */
export function recoverPurpose(context: JoinContext): Purpose {
  return async (_attempt, verification, now) => {
    const found = await findAccount(verification.person, { ...context, now });
    if (found.kind === "refusal") return found;
    const grant = { accountId: found.id, verification, now };
    return { kind: "accepted", conclude: (hold) => giveGrant(hold, grant, context) };
  };
}

async function findAccount(
  person: VerifiedPerson,
  context: JoinContext & { now: Date },
): Promise<{ kind: "found"; id: string } | Refusal> {
  const { db, statements, now } = context;
  const known = await recognise(statements, person, context);
  if (known.kind !== "member") return notFound(mayJoin(person, { ...context, known }));
  const account = await db.account.findUnique({ where: { id: known.accountId } });
  if (account === null) return refused("account_not_found");
  return obstacleOf(account, now) ?? { kind: "found", id: account.id };
}

async function giveGrant(
  hold: Hold,
  { accountId, verification, now }: { accountId: string; verification: Verification; now: Date },
  context: JoinContext,
): Promise<ConfirmOutcome> {
  const { db, sealKeys } = context;
  const until = { sealKeys, now, lifetime: grantLifetime, accountId };
  try {
    return await confirmAttempt(db, hold, verification, until);
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    // They left at this very moment: they hear what everybody hears who has left.
    const again = await findAccount(verification.person, { ...context, now });
    return refuseAttempt(db, hold, again.kind === "found" ? refused("account_not_found") : again);
  }
}

/** Why this account cannot be recovered now; null if it can. */
export function obstacleOf(
  { suspendedAt, recoveryFrozenUntil: frozenUntil }: RecoverableRow,
  now: Date,
): (Refusal & { code: "account_suspended" | "recovery_frozen" }) | null {
  if (suspendedAt !== null) return refused("account_suspended");
  if (frozenUntil === null || frozenUntil <= now) return null;
  return refused("recovery_frozen", { admittedFrom: seoulDateAfter(frozenUntil, 1).toString() });
}

/** Nobody has joined as this person: what they can do instead. */
function notFound(decision: JoinDecision): Refusal {
  switch (decision.kind) {
    case "eligible":
    case "already_joined":
      return refused("account_not_found");
    case "needs_guardian":
      return refused("guardian_required");
    case "under_age":
      return refused("under_age", { admittedFrom: decision.admittedFrom });
    case "rejoin_cooldown":
      return refused("rejoin_cooldown", { admittedFrom: decision.rejoinFrom });
    case "no_ci":
      return refused("no_ci");
  }
}

function refused<C extends Code>(
  code: C,
  forThePersonAlone: ForThePersonAlone = {},
): Refusal & { code: C } {
  return { kind: "refusal", state: "refused", code, ...forThePersonAlone };
}

export type RecoverableRow = { suspendedAt: Date | null; recoveryFrozenUntil: Date | null };

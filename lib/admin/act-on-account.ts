import { closeAccount, logAccountGone } from "@/lib/accounts/leave";
import { accountVersion } from "@/lib/admin/account-version";
import { subjectsOf } from "@/lib/admin/read-person";
import { appendEvent, type AuditEvent, type Reason } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { askToConfirm } from "@/lib/emails/ask-to-confirm";
import type { Account, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { liftLocks } from "@/lib/limits/locks";
import { actAs, type Operator } from "@/lib/logins/admission";
import { queueMail, type Mailing } from "@/lib/mail/outbox";
import type { Notice } from "@/lib/mail/notices";

export const acts = [
  "unlock",
  "end_logins",
  "resend_confirmation",
  "require_reverification",
  "restore",
  "suspend",
  "close",
] as const;

export function isAct(text: unknown): text is Act {
  return acts.some((act) => act === text);
}

/** Which acts change something, as the account stands. */
export function possibleActs(account: Standing): Act[] {
  const can: Record<Act, boolean> = {
    suspend: account.suspendedAt === null,
    restore: account.suspendedAt !== null,
    end_logins: true,
    require_reverification: account.reverifyRequiredAt === null,
    resend_confirmation: account.emailConfirmedAt === null,
    unlock: true,
    close: true,
  };
  return acts.filter((act) => can[act]);
}

/**
 * An administrator's act on an account, its record and the mail that tells the member, in one transaction.
 * Where the account is not any more as it was shown, nothing is done: the second of two administrators
 * looks again.
 */
export async function actOnAccount(
  by: Operator,
  asked: AskedAct,
  context: ActContext,
): Promise<ActOutcome> {
  const { act } = asked;
  const { db, now } = context;
  const outcome = await actAs(db, by, async (tx): Promise<ActOutcome> => {
    const account = await holdUnchanged(tx, asked);
    if (typeof account === "string") return { kind: account };
    if (!possibleActs(account).includes(act)) return { kind: "changed" };
    await carryOut(tx, act, account, context);
    await appendEvent(tx, recordOf(by, asked), now, { ...by.from, note: asked.note });
    const notice = noticeOf(act);
    if (notice !== null) {
      const { id: accountId, email: to, locale } = account;
      await queueMail(tx, { to, locale, accountId }, notice, context);
    }
    return { kind: "done" };
  });
  if (act === "close" && outcome.kind === "done") logAccountGone(asked.id, now);
  return outcome;
}

async function carryOut(
  tx: Prisma.TransactionClient,
  act: Act,
  account: Account,
  context: ActContext,
): Promise<void> {
  const { id } = account;
  const { now } = context;
  const write = (data: Prisma.AccountUpdateInput) => tx.account.update({ where: { id }, data });
  const endLogins = () => tx.session.deleteMany({ where: { accountId: id } });
  switch (act) {
    case "suspend":
      await write({ suspendedAt: now });
      await endLogins();
      return;
    case "restore":
      await write({ suspendedAt: null });
      return;
    case "end_logins":
      await endLogins();
      return;
    case "require_reverification":
      await write({ reverifyRequiredAt: now });
      return;
    case "resend_confirmation":
      return askToConfirm(tx, account, context);
    case "unlock":
      await liftLocks(tx, subjectsOf(account), context);
      // Also a recovery that its owner froze: they have told the desk that it is them after all.
      await write({ recoveryFrozenUntil: null });
      return;
    case "close":
      // As leaving does, with the same wait before the person may join again.
      return closeAccount(tx, account, context);
  }
}

async function holdUnchanged(
  tx: Prisma.TransactionClient,
  { id, version }: Pick<AskedAct, "id" | "version">,
): Promise<Account | "gone" | "changed"> {
  await tx.$queryRaw`SELECT FROM accounts WHERE id = ${id} FOR UPDATE`;
  const account = await tx.account.findUnique({ where: { id } });
  if (account === null) return "gone";
  return accountVersion(account) === version ? account : "changed";
}

const kinds = {
  suspend: "account_suspended",
  restore: "account_restored",
  end_logins: "account_logins_ended",
  require_reverification: "reverification_required",
  resend_confirmation: "confirmation_resent",
  unlock: "account_unlocked",
  close: "account_closed",
} as const satisfies Record<Act, AuditEvent["kind"]>;

function recordOf(by: Operator, { id: subject, act, reason }: AskedAct): AuditEvent {
  return { kind: kinds[act], actor: by.id, subject, reason };
}

/** What the member is told, where the act is not itself a mail or sends one. */
function noticeOf(act: Act): Notice | null {
  switch (act) {
    case "suspend":
      return { kind: "account_suspended" };
    case "restore":
      return { kind: "account_restored" };
    case "end_logins":
      return { kind: "logins_ended_for_you" };
    case "require_reverification":
      return { kind: "reverification_required" };
    case "unlock":
      return { kind: "account_unlocked" };
    case "resend_confirmation":
    case "close":
      return null;
  }
}

type Standing = Pick<Account, "suspendedAt" | "reverifyRequiredAt" | "emailConfirmedAt">;
export type Act = (typeof acts)[number];
type AskedAct = { id: string; act: Act; reason: Reason; note: string; version: string };
/** `changed`: another was quicker. `gone`: there is no such account, or not any more. */
export type ActOutcome = { kind: "done" | "changed" | "gone" };
type ActContext = {
  db: PrismaClient;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  rejoinCooldownDays: number;
  mailing: Mailing;
  now: Date;
};

import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { isBrokenRule } from "@/lib/database/broken-rule";
import type { AdministratorRole, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDateAfter } from "@/lib/identity/seoul-date";
import { liftLocks, locksOf, type AccountSubjects } from "@/lib/limits/locks";
import { actAs, type Owner } from "@/lib/logins/admission";

/** Everybody who administers, the first first. */
export async function listAdministrators(
  by: Owner,
  { db, indexKeys, now }: OwnerContext,
): Promise<ListedAdministrator[]> {
  const rows = await db.administrator.findMany({
    orderBy: { createdAt: "asc" },
    select: {
      ...{ id: true, email: true, name: true, role: true, createdAt: true, totpSealedKeyId: true },
      _count: { select: { passkeys: { where: { removedAt: null } } } },
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ id, email, name, role, createdAt, totpSealedKeyId, sessions, _count }) => ({
      ...{ id, email, name, role, createdAt },
      isYou: id === by.id,
      factor: factorOf(totpSealedKeyId !== null, _count.passkeys > 0),
      lastSeenAt: sessions[0]?.lastSeenAt ?? null,
      isLocked: (await locksOf(db, lockedAs({ id, email }), { indexKeys, now })).length > 0,
    })),
  );
}

function factorOf(hasTotp: boolean, hasPasskey: boolean): Factor {
  if (hasTotp) return hasPasskey ? "both" : "totp";
  return hasPasskey ? "passkey" : "none";
}

/**
 * @param from the role that was shown: where another owner was quicker, nothing is done.
 * @returns `last_owner` where nobody else would be left to administer: the database sees to that.
 */
export async function changeRole(
  by: Owner,
  { id, from, role }: { id: string; from: AdministratorRole; role: AdministratorRole },
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, by, id, async (tx) => {
    const held = await find(tx, id);
    if (held?.role === role) return "done";
    if (held?.role !== from) return "changed";
    await tx.administrator.update({ where: { id }, data: { role } });
    const event = { kind: "administrator_role_changed", actor: by.id, subject: id } as const;
    await appendEvent(tx, { ...event, from, to: role }, context.now, by.from);
    return "done";
  });
}

/** Their logins end with them; what they did stays on record. */
export async function removeAdministrator(
  by: Owner,
  id: string,
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, by, id, async (tx) => {
    if ((await find(tx, id)) === null) return "done";
    await tx.administrator.delete({ where: { id } });
    const event = { kind: "administrator_removed", actor: by.id, subject: id } as const;
    await appendEvent(tx, event, context.now, by.from);
    return "done";
  });
}

/** Forgets the tries that were counted against a login and its second factor. */
export async function unlockAdministrator(
  by: Owner,
  id: string,
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, by, id, async (tx) => {
    const held = await find(tx, id);
    if (held === null) return "changed";
    await liftLocks(tx, lockedAs(held), context);
    const event = { kind: "administrator_unlocked", actor: by.id, subject: id } as const;
    await appendEvent(tx, event, context.now, by.from);
    return "done";
  });
}

/** An owner has looked through who administers (안전성 확보조치 기준 §4④). */
export async function noteRightsCheck(by: Owner, { db, now }: OwnerContext): Promise<void> {
  await actAs(db, by, async (tx) => {
    const id = randomAlphanumeric(24);
    await tx.rightsCheck.create({ data: { id, administratorId: by.id, at: now } });
    await appendEvent(tx, { kind: "rights_checked", actor: by.id }, now, by.from);
  });
}

/** Until which day in Seoul the next one is due: a year after the last, or after the first administrator. */
export async function rightsCheckDue(db: PrismaClient, now: Date): Promise<string> {
  const [{ _max: last }, { _min: first }] = await Promise.all([
    db.rightsCheck.aggregate({ _max: { at: true } }),
    db.administrator.aggregate({ _min: { createdAt: true } }),
  ]);
  return seoulDateAfter(last.at ?? first.createdAt ?? now, 365).toString();
}

/** Two owners who change each other hold both rows in one order: the second finds what the first did. */
async function change(
  db: PrismaClient,
  by: Owner,
  id: string,
  work: (tx: Prisma.TransactionClient) => Promise<"done" | "changed">,
): Promise<ChangeOutcome> {
  try {
    const kind = await actAs(db, by, work, (tx) => {
      const ids = [by.id, id];
      return tx.$queryRaw`
        SELECT FROM administrators WHERE id = ANY (${ids}::text[]) ORDER BY id FOR UPDATE`;
    });
    return { kind };
  } catch (error) {
    if (isBrokenRule(error, "an_owner_stays")) return { kind: "last_owner" };
    throw error;
  }
}

async function find(tx: Prisma.TransactionClient, id: string) {
  const select = { id: true, email: true, role: true } as const;
  return tx.administrator.findUnique({ where: { id }, select });
}

function lockedAs({ id, email }: { id: string; email: string }): AccountSubjects {
  return { administratorLogin: email, administratorCode: id };
}

export type OwnerContext = { db: PrismaClient; indexKeys: KeyRing; now: Date };
/** `changed`: another owner was quicker. */
export type ChangeOutcome = { kind: "done" | "changed" | "last_owner" };
export type Factor = "none" | "totp" | "passkey" | "both";
export type ListedAdministrator = {
  id: string;
  email: string;
  /** Null of those who were made on the console. */
  name: string | null;
  role: AdministratorRole;
  createdAt: Date;
  isYou: boolean;
  factor: Factor;
  /** In a login that lasts. */
  lastSeenAt: Date | null;
  isLocked: boolean;
};

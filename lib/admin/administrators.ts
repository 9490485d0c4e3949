import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { isBrokenRule } from "@/lib/database/broken-rule";
import type { AdministratorRole, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDateAfter } from "@/lib/identity/seoul-date";
import { liftLocks, locksOf, type AccountSubjects } from "@/lib/limits/locks";
import type { Owner } from "@/lib/logins/admission";

/** Everybody who administers, the first first. */
export async function listAdministrators(
  by: Owner,
  { db, indexKeys, now }: OwnerContext,
): Promise<ListedAdministrator[]> {
  const rows = await db.administrator.findMany({
    orderBy: { createdAt: "asc" },
    select: {
      ...{ id: true, email: true, role: true, createdAt: true, totpSealedKeyId: true },
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ id, email, role, createdAt, totpSealedKeyId, sessions }) => ({
      ...{ id, email, role, createdAt },
      isYou: id === by.id,
      hasSecondFactor: totpSealedKeyId !== null,
      lastSeenAt: sessions[0]?.lastSeenAt ?? null,
      isLocked: (await locksOf(db, lockedAs({ id, email }), { indexKeys, now })).length > 0,
    })),
  );
}

/** @returns `last_owner` where nobody else would be left to administer: the database sees to that. */
export async function changeRole(
  by: Owner,
  { id, role }: { id: string; role: AdministratorRole },
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, async (tx) => {
    const held = await hold(tx, id);
    if (held === null || held.role === role) return;
    await tx.administrator.update({ where: { id }, data: { role } });
    const event = { kind: "administrator_role_changed", actor: by.id, subject: id } as const;
    await appendEvent(tx, { ...event, from: held.role, to: role }, context.now, by.from);
  });
}

/** Their logins end with them; what they did stays on record. */
export async function removeAdministrator(
  by: Owner,
  id: string,
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, async (tx) => {
    if ((await hold(tx, id)) === null) return;
    await tx.administrator.delete({ where: { id } });
    const event = { kind: "administrator_removed", actor: by.id, subject: id } as const;
    await appendEvent(tx, event, context.now, by.from);
  });
}

/** Forgets the tries that were counted against a login and its second factor. */
export async function unlockAdministrator(
  by: Owner,
  id: string,
  context: OwnerContext,
): Promise<ChangeOutcome> {
  return change(context.db, async (tx) => {
    const held = await hold(tx, id);
    if (held === null) return;
    await liftLocks(tx, lockedAs(held), context);
    const event = { kind: "administrator_unlocked", actor: by.id, subject: id } as const;
    await appendEvent(tx, event, context.now, by.from);
  });
}

/** An owner has looked through who administers (안전성 확보조치 기준 §4④). */
export async function noteRightsCheck(by: Owner, { db, now }: OwnerContext): Promise<void> {
  await db.$transaction(async (tx) => {
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

async function change(
  db: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<void>,
): Promise<ChangeOutcome> {
  try {
    await db.$transaction(work);
    return { kind: "done" };
  } catch (error) {
    if (isBrokenRule(error, "an_owner_stays")) return { kind: "last_owner" };
    throw error;
  }
}

async function hold(tx: Prisma.TransactionClient, id: string) {
  await tx.$queryRaw`SELECT FROM administrators WHERE id = ${id} FOR UPDATE`;
  const select = { id: true, email: true, role: true } as const;
  return tx.administrator.findUnique({ where: { id }, select });
}

function lockedAs({ id, email }: { id: string; email: string }): AccountSubjects {
  return { administratorLogin: email, administratorCode: id };
}

export type OwnerContext = { db: PrismaClient; indexKeys: KeyRing; now: Date };
export type ChangeOutcome = { kind: "done" | "last_owner" };
export type ListedAdministrator = {
  id: string;
  email: string;
  role: AdministratorRole;
  createdAt: Date;
  isYou: boolean;
  hasSecondFactor: boolean;
  /** In a login that lasts. */
  lastSeenAt: Date | null;
  isLocked: boolean;
};

import { z } from "zod";
import type { ListedInvitation } from "@/lib/admin/invitations";
import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { isBrokenRule } from "@/lib/database/broken-rule";
import type { StatementRunner } from "@/lib/db";
import type { AdministratorRole, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDateAfter } from "@/lib/identity/seoul-date";
import { liftLocks, lockedAmong, type AccountSubjects } from "@/lib/limits/locks";
import { actAs, roles, type Owner } from "@/lib/logins/admission";
import type { AdministratorLogin } from "@/lib/logins/administrators";

/**
 * Everybody who administers, the first first, and whoever is invited, the latest first: one question, and a second for
 * the limits in force, which know an address by its keyed index only.
 */
export async function listAdministration(
  by: Owner,
  { db, statements, indexKeys, now }: OwnerContext & { statements: StatementRunner },
): Promise<{ administrators: ListedAdministrator[]; invitations: ListedInvitation[] }> {
  const { rows } = await statements.query(administrationSql, [now]);
  const [found] = administration.parse(rows);
  const locked = await lockedAmong(db, found.administrators.map(lockedAs), { indexKeys, now });
  return {
    administrators: found.administrators.map(({ hasTotp, hasPasskey, ...each }, place) => ({
      ...each,
      isYou: each.id === by.id,
      factor: factorOf(hasTotp, hasPasskey),
      isLocked: locked[place] === true,
    })),
    invitations: found.invitations,
  };
}

const administrationSql = `
SELECT ARRAY(SELECT to_jsonb(line) FROM (
    SELECT id, email, name, role, created_at AS "createdAt", totp_sealed_key_id IS NOT NULL AS "hasTotp",
      EXISTS (SELECT FROM passkeys WHERE administrator_id = administrators.id AND removed_at IS NULL)
        AS "hasPasskey",
      greatest(
        (SELECT max(last_seen_at) FROM administrator_sessions WHERE administrator_id = administrators.id),
        (SELECT max(at) FROM audit_events WHERE actor = administrators.id AND kind = 'administrator_logged_in')
      ) AS "lastSeenAt"
    FROM administrators ORDER BY created_at) AS line) AS administrators,
  ARRAY(SELECT to_jsonb(line) FROM (
    SELECT id, email, name, role, expires_at AS "expiresAt" FROM administrator_invitations
    WHERE expires_at > $1::timestamptz ORDER BY created_at DESC) AS line) AS invitations`;

const administration = z.tuple([
  z.object({
    administrators: z.array(
      z.object({
        ...{ id: z.string(), email: z.string(), name: z.string().nullable(), role: z.enum(roles) },
        ...{ createdAt: z.coerce.date(), hasTotp: z.boolean(), hasPasskey: z.boolean() },
        lastSeenAt: z
          .string()
          .nullable()
          .transform((text) => (text === null ? null : new Date(text))),
      }),
    ),
    invitations: z.array(
      z.object({
        ...{ id: z.string(), email: z.string(), name: z.string(), role: z.enum(roles) },
        expiresAt: z.coerce.date(),
      }),
    ),
  }),
]);

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
export function rightsCheckDue({ rightsCheckedAt }: AdministratorLogin): string {
  return seoulDateAfter(rightsCheckedAt, 365).toString();
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

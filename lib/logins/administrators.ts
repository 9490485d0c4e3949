import { z } from "zod";
import { hashToken, randomToken } from "@/lib/crypto/token";
import { appendEvent } from "@/lib/audit/events";
import { Prisma, type AdministratorRole, type PrismaClient } from "@/lib/generated/prisma/client";
import { AccountGone, AdmissionOver } from "@/lib/logins/account-gone";
import type { LoginKind, TokenHash } from "@/lib/logins/login";
import { freshFor } from "@/lib/logins/member-logins";
import { handleOf } from "@/lib/logins/members";
import { held, whileItHolds } from "@/lib/logins/proof-sql";

const minute = 60_000;
/** Idle limit 30 minutes, absolute limit 8 hours (OWASP ASVS 5.0, 7.3). */
export const idleLimit = 30 * minute;
export const absoluteLimit = 8 * 60 * minute;
/** A login's last use is written at most this often. */
const touchInterval = minute;

/** An authenticator app, a passkey or both. */
const hasPasskey = Prisma.sql`EXISTS (SELECT FROM passkeys
  WHERE passkeys.administrator_id = administrators.id AND passkeys.removed_at IS NULL)`;
const hasFactor = Prisma.sql`(totp_sealed IS NOT NULL OR ${hasPasskey})`;

export const administrators: LoginKind<AdministratorLogin> = {
  failed: "administrator_login_failed",
  began: (id) => ({ kind: "administrator_logged_in", actor: id }),
  ended: (id) => ({ kind: "administrator_logged_out", actor: id }),
  mostWithOneEmail: 1,
  findByEmail: (db, email) =>
    db.administrator.findMany({ where: { email }, select: { id: true, passwordHash: true } }),
  // A password alone is half of it where there is a second factor.
  insert: (tx, { tokenHash, proof, origin: { device, network }, now }) => tx.$executeRaw`
    INSERT INTO administrator_sessions (token_hash, administrator_id, created_at, last_seen_at,
      proved_at, device, network)
    SELECT ${tokenHash}::bytea, administrators.id, ${now}::timestamptz, ${now}::timestamptz,
      CASE WHEN NOT ${hasFactor} OR ${proof.method} = 'passkey' THEN ${now}::timestamptz END,
      ${device}, ${network}
    FROM administrators ${whileItHolds(proof, "administrators")} ${held(proof, "administrators")}`,
  obstacle: async (tx, id) =>
    (await tx.administrator.count({ where: { id } })) === 0 ? new AccountGone() : null,
  // All that lets an administrator's page in, and what stands in its frame: one question for each page.
  find: async (db, tokenHash, now) => {
    const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
    const [row] = sessionRows.parse(
      await db.$queryRaw`
        WITH found AS (
          SELECT administrators.id, email, role::text AS role, sessions.created_at AS "createdAt",
            proved_at AS "provedAt", totp_sealed IS NOT NULL AS "hasTotp", ${hasPasskey} AS "hasPasskey",
            (SELECT count(*)::int FROM recovery_codes
              WHERE recovery_codes.administrator_id = administrators.id AND used_at IS NULL) AS "codesLeft",
            coalesce((SELECT max(at) FROM rights_checks), (SELECT min(created_at) FROM administrators))
              AS "rightsCheckedAt"
          FROM administrator_sessions AS sessions
          JOIN administrators ON administrators.id = administrator_id
          WHERE token_hash = ${tokenHash} AND last_seen_at >= ${before(idleLimit)}
            AND sessions.created_at >= ${before(absoluteLimit)}
        ), touched AS (
          UPDATE administrator_sessions SET last_seen_at = ${now}
          WHERE token_hash = ${tokenHash} AND last_seen_at < ${before(touchInterval)}
            AND EXISTS (SELECT FROM found)
        )
        SELECT * FROM found`,
    );
    if (row === undefined) return null;
    return { ...row, hasSecondFactor: row.hasTotp || row.hasPasskey, tokenHash };
  },
  remove: async (tx, tokenHash) =>
    (await tx.administratorSession.deleteMany({ where: { tokenHash } })).count,
  removeExpired: async (db, now) => {
    const before = (limit: number) => ({ lt: new Date(now.getTime() - limit) });
    const { count } = await db.administratorSession.deleteMany({
      where: { OR: [{ lastSeenAt: before(idleLimit) }, { createdAt: before(absoluteLimit) }] },
    });
    return count;
  },
};

/** Whether the second factor, which this administrator has, is still to come in this login. */
export function isHalfway({ hasSecondFactor, provedAt }: AdministratorLogin): boolean {
  return hasSecondFactor && provedAt === null;
}

/** Whether they proved who they are lately enough for a sensitive act. */
export function isProvedLately({ provedAt }: AdministratorLogin, now: Date): boolean {
  return provedAt !== null && now.getTime() - provedAt.getTime() <= freshFor;
}

/**
 * They have just proved who they are by the strongest that they have: the login goes on under a new token
 * (OWASP ASVS 5.0, 7.2.4). The one before finds nothing any more, since it may be in another's hands.
 * @throws AdmissionOver where the login was ended meanwhile.
 */
export async function renewAdministratorLogin(
  tx: Prisma.TransactionClient,
  login: AdministratorLogin,
  now: Date,
): Promise<RenewedLogin> {
  const token = randomToken();
  const tokenHash = hashToken(token);
  const { count } = await tx.administratorSession.updateMany({
    where: { tokenHash: login.tokenHash },
    data: { tokenHash, provedAt: now, lastSeenAt: now },
  });
  if (count === 0) throw new AdmissionOver("administrator_needed");
  return { login: { ...login, tokenHash, provedAt: now }, token };
}

/**
 * A second factor was set up in this login: every other one ends, since nothing of the kind was asked of it,
 * and this one goes on under a new token.
 * @throws AdmissionOver where it was ended meanwhile.
 */
export async function keepOnlyThis(
  tx: Prisma.TransactionClient,
  login: AdministratorLogin,
  now: Date,
): Promise<RenewedLogin> {
  const { id: administratorId, tokenHash } = login;
  await tx.administratorSession.deleteMany({
    where: { administratorId, tokenHash: { not: tokenHash } },
  });
  return renewAdministratorLogin(tx, login, now);
}

/**
 * Ends one other login of this administrator by its handle, or every other one; never this one.
 * @returns how many it ended.
 */
export async function endOtherAdministratorLogins(
  db: PrismaClient,
  { id, tokenHash }: AdministratorLogin,
  which: string | "others",
  now: Date,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const own = await tx.administratorSession.findMany({
      where: { administratorId: id, tokenHash: { not: tokenHash } },
      select: { tokenHash: true },
    });
    const chosen = own.filter((each) => which === "others" || handleOf(each.tokenHash) === which);
    const { count } = await tx.administratorSession.deleteMany({
      where: { tokenHash: { in: chosen.map((each) => each.tokenHash) } },
    });
    if (count > 0) {
      await appendEvent(tx, { kind: "administrator_logins_ended", actor: id, subject: id }, now);
    }
    return count;
  });
}

const sessionRows = z.array(
  z.object({
    id: z.string(),
    email: z.string(),
    role: z.enum(["viewer", "operator", "owner"]),
    createdAt: z.date(),
    provedAt: z.date().nullable(),
    hasTotp: z.boolean(),
    hasPasskey: z.boolean(),
    codesLeft: z.number(),
    rightsCheckedAt: z.date(),
  }),
);

export type AdministratorView = { id: string; email: string; role: AdministratorRole };
/** `id` is the administrator's. */
export type AdministratorLogin = AdministratorView & {
  createdAt: Date;
  /** Null while the second factor is still to come, and where an older server began the login. */
  provedAt: Date | null;
  /** One of the next two at least. */
  hasSecondFactor: boolean;
  /** An authenticator app. */
  hasTotp: boolean;
  hasPasskey: boolean;
  /** Recovery codes, which stand for either. */
  codesLeft: number;
  /** When an owner last looked through who administers; until then, when the first administrator was made. */
  rightsCheckedAt: Date;
  /** For the database alone; never for a page. */
  tokenHash: TokenHash;
};
/** `token`: for the cookie; the database keeps its hash. */
export type RenewedLogin = { login: AdministratorLogin; token: string };

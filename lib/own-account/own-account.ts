import { z } from "zod";
import { unsealProfile } from "@/lib/accounts/sealing";
import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { maskBirthDate, maskEmail, maskPhone } from "@/lib/identity/masking";
import { formatPhone } from "@/lib/identity/phone";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import type { TokenHash } from "@/lib/logins/login";
import {
  isLoginOf,
  loginColumns,
  loginRow,
  touch,
  viewLogin,
  type MemberLogin,
} from "@/lib/logins/members";

/**
 * The account of whoever's login this is, while it lasts, and that login: one question to the database.
 * Masked, so that a page left open shows little, unless its owner asked to see it `inFull`.
 */
export async function readAccountOfLogin(
  tokenHash: TokenHash,
  { inFull }: { inFull: (login: MemberLogin) => boolean },
  { db, sealKeys, now }: OwnContext,
): Promise<OwnAccountPage | null> {
  const [row] = ownRows.parse(
    await db.$queryRaw`
      SELECT ${loginColumns(tokenHash)}, email, email_confirmed_at AS "emailConfirmedAt", profile_sealed AS sealed,
        profile_sealed_key_id AS "keyId", provider, accounts.created_at AS "joinedAt",
        (SELECT count(*)::int FROM sessions AS each
          WHERE each.account_id = accounts.id AND expires_at > ${now}) AS "loginCount",
        (SELECT count(*)::int FROM passkeys
          WHERE passkeys.account_id = accounts.id AND removed_at IS NULL) AS "passkeyCount"
      FROM sessions JOIN accounts ON accounts.id = account_id
      WHERE ${isLoginOf(tokenHash, now)} AND suspended_at IS NULL`,
  );
  if (row === undefined) return null;
  await touch(db, row, now);
  const login = viewLogin(row, tokenHash);
  const person = unsealProfile(row, row.accountId, sealKeys);
  const isInFull = inFull(login);
  const { email, emailConfirmedAt, provider, verifiedAt, joinedAt } = row;
  return {
    ...{ login, isInFull, provider, verifiedAt, joinedAt },
    ...(isInFull ? shownInFull(person, email) : masked(person, email)),
    isEmailConfirmed: emailConfirmedAt !== null,
    loginCount: row.loginCount,
    passkeyCount: row.passkeyCount,
  };
}

/** Records that a member has looked at their own data in full. */
export async function recordOwnDataShown(
  db: PrismaClient,
  accountId: string,
  now: Date,
): Promise<void> {
  await appendEvent(db, { kind: "own_data_shown", actor: accountId, subject: accountId }, now);
}

function masked({ name, phone, birthDate }: VerifiedPerson, email: string): ShownPerson {
  return {
    // Nobody needs to be shielded from their own name.
    name: name.normalize("NFC"),
    email: maskEmail(email),
    phone: phone === null ? null : maskPhone(phone),
    birthDate: maskBirthDate(birthDate),
    more: null,
  };
}

function shownInFull(person: VerifiedPerson, email: string): ShownPerson {
  const { name, phone, birthDate, gender, carrier, isForeigner } = person;
  return {
    ...{ name, email, birthDate },
    phone: phone === null ? null : formatPhone(phone),
    more: { gender, carrier, isForeigner },
  };
}

const ownRows = z.array(
  loginRow.extend({
    email: z.string(),
    emailConfirmedAt: z.date().nullable(),
    sealed: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
    keyId: z.string(),
    provider: z.string(),
    joinedAt: z.date(),
    loginCount: z.number(),
    passkeyCount: z.number(),
  }),
);

type OwnContext = { db: PrismaClient; sealKeys: KeyRing; now: Date };
type ShownPerson = {
  name: string;
  email: string;
  phone: string | null;
  birthDate: string;
  /** Only in full. */
  more: Pick<VerifiedPerson, "gender" | "carrier" | "isForeigner"> | null;
};
export type OwnAccountPage = ShownPerson & {
  login: MemberLogin;
  isInFull: boolean;
  isEmailConfirmed: boolean;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
  /** In how many places the member is logged in. */
  loginCount: number;
  passkeyCount: number;
};

import { z } from "zod";
import { openProfile } from "@/lib/admin/people-rows";
import { revealable, type Revealable } from "@/lib/admin/reveal";
import { accountVersion } from "@/lib/admin/account-version";
import { reasons, type Reason } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { LoginMethod } from "@/lib/generated/prisma/enums";
import { maskBirthDate, maskEmail, maskName, maskPhone } from "@/lib/identity/masking";
import { isReverificationDue, reverificationDue } from "@/lib/identity/reverification";
import { locksOf, type AccountSubjects, type Lock } from "@/lib/limits/locks";
import type { Viewer } from "@/lib/logins/admission";

/** Lines of each list. */
const mostShown = 50;

/**
 * One account, masked, for whoever helps its member. That it was looked at is committed before it is
 * shown, by the very statement that reads it, and the member sees it in their own data. A second question is for
 * the limits now in force: they know an address by its keyed index only, which the database cannot make.
 * @returns null where there is none.
 */
export async function readPerson(
  by: Viewer,
  id: string,
  context: PersonContext,
): Promise<PersonView | null> {
  const { db, statements, sealKeys, now, reverifyAfterDays } = context;
  const { rows } = await statements.query(personSql, [id, now, by.id, by.from.address]);
  const [account] = personRows.parse(rows);
  if (account === undefined) return null;
  const locks = await locksOf(db, subjectsOf(account), context);
  const profile = { id, sealed: account.profileSealed, keyId: account.profileSealedKeyId };
  const person = openProfile(profile, sealKeys);
  const isDue = isReverificationDue(account.verifiedAt, reverifyAfterDays, now);
  return {
    id,
    version: accountVersion(account),
    profile: person && {
      name: maskName(person.name),
      phone: person.phone === null ? null : maskPhone(person.phone),
      birthDate: maskBirthDate(person.birthDate),
      carrier: person.carrier,
    },
    email: maskEmail(account.email),
    emailConfirmedAt: account.emailConfirmedAt,
    provider: account.provider,
    verifiedAt: account.verifiedAt,
    dueOn: reverificationDue(account.verifiedAt, reverifyAfterDays),
    isDue: isDue || account.reverifyRequiredAt !== null,
    reverifyRequiredAt: account.reverifyRequiredAt,
    joinedAt: account.createdAt,
    suspendedAt: account.suspendedAt,
    frozenUntil: later(account.recoveryFrozenUntil, now),
    recoveryReadyAt: account.recoveryReadyAt,
    guardian: account.guardian,
    passkeyCount: account.passkeyCount,
    consents: account.consents,
    logins: account.logins,
    mails: account.mails,
    attempts: account.attempts,
    locks,
    events: account.events.map(({ at, kind, actor, detail }) => ({
      ...{ at, kind, by: actor },
      isOwn: actor === id,
      ...why.parse(detail),
    })),
  };
}

/** Lists as JSON, so that all of it is one row. */
function listed(fields: Record<string, string>, from: string): string {
  const columns = Object.entries(fields).map(([name, column]) => `${column} AS "${name}"`);
  return `ARRAY(SELECT to_jsonb(line) FROM (SELECT ${columns.join(", ")} FROM ${from}) AS line)`;
}

const personSql = `
WITH account AS (
  SELECT * FROM accounts WHERE id = $1
), looked AS (
  INSERT INTO audit_events (at, kind, actor, subject, address, detail)
  SELECT $2::timestamptz, 'person_shown', $3::text, id, $4::text, '{}'::jsonb FROM account
)
SELECT email, email_confirmed_at AS "emailConfirmedAt", provider, verified_at AS "verifiedAt",
  reverify_required_at AS "reverifyRequiredAt", created_at AS "createdAt", suspended_at AS "suspendedAt",
  recovery_frozen_until AS "recoveryFrozenUntil", recovery_ready_at AS "recoveryReadyAt",
  profile_sealed AS "profileSealed", profile_sealed_key_id AS "profileSealedKeyId", account.id,
  (SELECT jsonb_build_object('version', version, 'agreedAt', agreed_at) FROM guardian_consents
    WHERE ward_attempt_id = account.attempt_id) AS guardian,
  (SELECT count(*)::int FROM passkeys
    WHERE passkeys.account_id = account.id AND removed_at IS NULL) AS "passkeyCount",
  ${listed(
    { document: "document", version: "version", agreedAt: "agreed_at" },
    "consents WHERE consents.account_id = account.id ORDER BY agreed_at, document",
  )} AS consents,
  ${listed(
    {
      ...{ beganAt: "created_at", lastSeenAt: "last_seen_at", method: "method" },
      ...{ device: "device", network: "network" },
    },
    `sessions WHERE sessions.account_id = account.id AND expires_at > $2::timestamptz
      ORDER BY created_at DESC`,
  )} AS logins,
  ${listed(
    { kind: "kind", state: "state", createdAt: "created_at", endedAt: "ended_at", fault: "fault" },
    `mails WHERE mails.account_id = account.id ORDER BY created_at DESC LIMIT ${mostShown}`,
  )} AS mails,
  ${listed(
    {
      ...{ id: "id", purpose: "purpose", state: "state", outcome: "outcome", provider: "provider" },
      createdAt: "created_at",
    },
    `attempts WHERE attempts.id = account.attempt_id OR attempts.account_id = account.id
      ORDER BY created_at DESC LIMIT ${mostShown}`,
  )} AS attempts,
  ${listed(
    { at: "at", kind: "kind", actor: "actor", detail: "detail" },
    `audit_events WHERE subject = account.id ORDER BY audit_events.id DESC LIMIT ${mostShown}`,
  )} AS events
FROM account`;

/** Within JSON a time is a text. */
const time = z.coerce.date();
const timeOrNone = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : new Date(text)));
const personRows = z.array(
  z.object({
    id: z.string(),
    email: z.string(),
    emailConfirmedAt: z.date().nullable(),
    provider: z.string(),
    verifiedAt: z.date(),
    reverifyRequiredAt: z.date().nullable(),
    createdAt: z.date(),
    suspendedAt: z.date().nullable(),
    recoveryFrozenUntil: z.date().nullable(),
    recoveryReadyAt: z.date().nullable(),
    profileSealed: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
    profileSealedKeyId: z.string(),
    guardian: z.object({ version: z.string(), agreedAt: time }).nullable(),
    passkeyCount: z.number(),
    consents: z.array(z.object({ document: z.string(), version: z.string(), agreedAt: time })),
    logins: z.array(
      z.object({
        beganAt: time,
        lastSeenAt: timeOrNone,
        method: z.enum(LoginMethod).nullable(),
        device: z.string().nullable(),
        network: z.string().nullable(),
      }),
    ),
    mails: z.array(
      z.object({
        kind: z.string(),
        state: z.string(),
        createdAt: time,
        endedAt: timeOrNone,
        fault: z.string().nullable(),
      }),
    ),
    attempts: z.array(
      z.object({
        id: z.string(),
        purpose: z.string(),
        state: z.string(),
        outcome: z.string().nullable(),
        provider: z.string().nullable(),
        createdAt: time,
      }),
    ),
    events: z.array(
      z.object({
        at: time,
        kind: z.string(),
        actor: z.string().nullable(),
        detail: z.unknown(),
      }),
    ),
  }),
);

/** The account as each limit that can lock it knows it. */
export function subjectsOf({ id, email }: { id: string; email: string }): AccountSubjects {
  return { login: email, stepUp: id, newPassword: id, emailConfirmation: id };
}

function later(at: Date | null, now: Date): Date | null {
  return at !== null && at > now ? at : null;
}

const why = z.object({
  reason: z.enum(reasons).optional().catch(undefined),
  field: z.enum(revealable).optional().catch(undefined),
});

export type PersonContext = {
  db: PrismaClient;
  statements: StatementRunner;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  /** Days; 0: never. */
  reverifyAfterDays: number;
  now: Date;
};
type Shown<T> = T | null;
export type PersonView = {
  id: string;
  /** As the account stood: an act that was decided on it names it. */
  version: string;
  /** Null where it does not open. */
  profile: { name: string; phone: Shown<string>; birthDate: string; carrier: Shown<string> } | null;
  email: string;
  emailConfirmedAt: Date | null;
  provider: string;
  verifiedAt: Date;
  /** The last day on which it can be used without verifying again. */
  dueOn: string | null;
  isDue: boolean;
  reverifyRequiredAt: Date | null;
  joinedAt: Date;
  suspendedAt: Date | null;
  /** "This was not me": no recovery until then. */
  frozenUntil: Date | null;
  recoveryReadyAt: Date | null;
  guardian: { version: string; agreedAt: Date } | null;
  passkeyCount: number;
  consents: { document: string; version: string; agreedAt: Date }[];
  logins: {
    beganAt: Date;
    lastSeenAt: Date | null;
    method: LoginMethod | null;
    device: string | null;
    network: string | null;
  }[];
  mails: {
    kind: string;
    state: string;
    createdAt: Date;
    endedAt: Date | null;
    fault: string | null;
  }[];
  attempts: {
    id: string;
    purpose: string;
    state: string;
    outcome: string | null;
    provider: string | null;
    createdAt: Date;
  }[];
  locks: Lock[];
  events: {
    at: Date;
    kind: string;
    by: string | null;
    isOwn: boolean;
    reason?: Reason | undefined;
    field?: Revealable | undefined;
  }[];
};

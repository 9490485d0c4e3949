import { z } from "zod";
import { openProfile } from "@/lib/admin/people-rows";
import { revealable, type Revealable } from "@/lib/admin/reveal";
import { accountVersion } from "@/lib/admin/account-version";
import { appendEvent, reasons, type Reason } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { LoginMethod, PrismaClient } from "@/lib/generated/prisma/client";
import { maskBirthDate, maskEmail, maskName, maskPhone } from "@/lib/identity/masking";
import { isReverificationDue, reverificationDue } from "@/lib/identity/reverification";
import { locksOf, type AccountSubjects, type Lock } from "@/lib/limits/locks";
import type { Viewer } from "@/lib/logins/admission";

/** Lines of each list. */
const mostShown = 50;

/**
 * One account, masked, for whoever helps its member. That it was looked at is committed before it is
 * shown, and the member sees it in their own data.
 * @returns null where there is none.
 */
export async function readPerson(
  by: Viewer,
  id: string,
  context: PersonContext,
): Promise<PersonView | null> {
  const { db, sealKeys, now, reverifyAfterDays } = context;
  const account = await db.account.findUnique({
    where: { id },
    include: {
      consents: { orderBy: [{ agreedAt: "asc" }, { document: "asc" }] },
      sessions: { where: { expiresAt: { gt: now } }, orderBy: { createdAt: "desc" } },
      passkeys: { where: { removedAt: null }, select: { id: true } },
      attempt: { include: { guardianConsent: { select: { version: true, agreedAt: true } } } },
    },
  });
  if (account === null) return null;
  const [mails, attempts, events, locks] = await Promise.all([
    db.mail.findMany({
      where: { accountId: id },
      orderBy: { createdAt: "desc" },
      take: mostShown,
      select: { kind: true, state: true, createdAt: true, endedAt: true, fault: true },
    }),
    db.attempt.findMany({
      where: { OR: [{ id: account.attemptId }, { accountId: id }] },
      orderBy: { createdAt: "desc" },
      take: mostShown,
      select: {
        id: true,
        purpose: true,
        state: true,
        outcome: true,
        provider: true,
        createdAt: true,
      },
    }),
    db.auditEvent.findMany({ where: { subject: id }, orderBy: { id: "desc" }, take: mostShown }),
    locksOf(db, subjectsOf(account), context),
  ]);
  const profile = { id, sealed: account.profileSealed, keyId: account.profileSealedKeyId };
  const person = openProfile(profile, sealKeys);
  await appendEvent(db, { kind: "person_shown", actor: by.id, subject: id }, now, by.from);
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
    guardian: account.attempt.guardianConsent,
    passkeyCount: account.passkeys.length,
    consents: account.consents.map(({ document, version, agreedAt }) => ({
      ...{ document, version, agreedAt },
    })),
    logins: account.sessions.map(({ createdAt, lastSeenAt, method, device, network }) => ({
      ...{ beganAt: createdAt, lastSeenAt, method, device, network },
    })),
    mails,
    attempts,
    locks,
    events: events.map(({ at, kind, actor, detail }) => ({
      ...{ at, kind, by: actor },
      isOwn: actor === id,
      ...why.parse(detail),
    })),
  };
}

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

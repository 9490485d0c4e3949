import { unsealProfile, unsealUniqueKeys } from "@/lib/accounts/sealing";
import { z } from "zod";
import { appendEvent, reasons, type Reason } from "@/lib/audit/events";
import { documents, type DocumentLocale } from "@/lib/consents/documents";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type {
  AdvertisingState,
  AdvertisingSubject,
  LoginMethod,
  MailState,
  PrismaClient,
} from "@/lib/generated/prisma/client";
import type { UniqueKey } from "@/lib/identity/unique-keys";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * All that we have of a member, for themselves (개인정보 보호법 §35, 시행령 §41). Everything is asked for by
 * the account's own id, which comes from its login and from nowhere else. What was recorded comes newest
 * first.
 * @returns null where the account is gone.
 */
export async function readOwnData(
  accountId: string,
  { db, sealKeys, now }: { db: PrismaClient; sealKeys: KeyRing; now: Date },
): Promise<OwnData | null> {
  const [account, mails, events] = await Promise.all([
    db.account.findUnique({
      where: { id: accountId },
      include: {
        consents: { orderBy: { agreedAt: "asc" } },
        advertising: true,
        sessions: { where: { expiresAt: { gt: now } }, orderBy: { createdAt: "desc" } },
        passkeys: { orderBy: { createdAt: "asc" } },
        browsers: { orderBy: { lastSeenAt: "desc" } },
        attempt: { include: { guardianConsent: true } },
      },
    }),
    db.mail.findMany({ where: { accountId }, orderBy: { createdAt: "desc" }, take: most }),
    db.auditEvent.findMany({ where: { subject: accountId }, orderBy: { id: "desc" }, take: most }),
  ]);
  if (account === null) return null;
  const { guardianConsent: guardian } = account.attempt;
  const profile = { sealed: account.profileSealed, keyId: account.profileSealedKeyId };
  const keys = { sealed: account.uniqueKeySealed, keyId: account.uniqueKeySealedKeyId };
  const person = unsealProfile(profile, accountId, sealKeys);
  return {
    accountId,
    person: withoutIdentifiers(person),
    identifiers: unsealUniqueKeys(keys, accountId, sealKeys).map(({ kind }) => kind),
    email: account.email,
    emailConfirmedAt: account.emailConfirmedAt,
    locale: account.locale === "en" ? "en" : "ko",
    provider: account.provider,
    verifiedAt: account.verifiedAt,
    joinedAt: account.createdAt,
    consents: account.consents.map(({ document, version, textHash, agreedAt }) => ({
      ...{ document, version, textHash, agreedAt },
      language: documents.languageOf(textHash),
    })),
    advertising: account.advertising.map(({ subject, state, decidedAt, version }) => ({
      ...{ subject, state, decidedAt, version },
    })),
    guardian: guardian && { version: guardian.version, agreedAt: guardian.agreedAt },
    logins: account.sessions.map(
      ({ createdAt, lastSeenAt, expiresAt, method, device, network }) => ({
        ...{ beganAt: createdAt, lastSeenAt, expiresAt, method, device, network },
      }),
    ),
    passkeys: account.passkeys.map(({ name, createdAt, lastUsedAt, removedAt }) => ({
      ...{ name, addedAt: createdAt, lastUsedAt, removedAt },
    })),
    browsers: account.browsers.map(({ firstSeenAt, lastSeenAt }) => ({ firstSeenAt, lastSeenAt })),
    mails: mails.map(({ kind, state, createdAt, endedAt }) => ({
      kind,
      state,
      createdAt,
      endedAt,
    })),
    events: events.map(({ at, kind, actor, detail }) => ({
      ...{ at, kind, by: byWhom(actor, accountId) },
      ...why.parse(detail),
    })),
  };
}

/** Records that a member took their data away. */
export async function recordDownload(
  db: PrismaClient,
  accountId: string,
  now: Date,
): Promise<void> {
  await appendEvent(db, { kind: "own_data_downloaded", actor: accountId, subject: accountId }, now);
}

function withoutIdentifiers(person: VerifiedPerson): OwnData["person"] {
  const { name, birthDate, gender, phone, carrier, isForeigner } = person;
  return { name, birthDate, gender, phone, carrier, isForeigner };
}

/** Whoever acts on an account and is not its owner administers it; who that is is not the member's to know. */
function byWhom(actor: string | null, accountId: string): OwnEvent["by"] {
  if (actor === null) return "unknown";
  return actor === accountId ? "owner" : "administrator";
}

/** Of mails and events; nobody has more, and nobody can make the server read without end. */
const most = 10_000;

/** Of an administrator's act: which value they saw, and the reason that they gave. */
const why = z.object({
  field: z.string().optional().catch(undefined),
  reason: z.enum(reasons).optional().catch(undefined),
});

export type OwnEvent = {
  at: Date;
  kind: string;
  by: "owner" | "administrator" | "unknown";
  field?: string | undefined;
  reason?: Reason | undefined;
};
export type OwnData = {
  accountId: string;
  person: Omit<VerifiedPerson, "ci" | "di">;
  /** Which of them are kept; never their values. */
  identifiers: UniqueKey["kind"][];
  email: string;
  emailConfirmedAt: Date | null;
  locale: DocumentLocale;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
  consents: {
    document: string;
    version: string;
    textHash: string;
    agreedAt: Date;
    /** Null for a text that is not among ours. */
    language: DocumentLocale | null;
  }[];
  /** What they decided of advertising. */
  advertising: {
    subject: AdvertisingSubject;
    state: AdvertisingState;
    decidedAt: Date;
    version: string;
  }[];
  /** That a guardian agreed; who that is is theirs. */
  guardian: { version: string; agreedAt: Date } | null;
  logins: {
    beganAt: Date;
    lastSeenAt: Date | null;
    expiresAt: Date;
    method: LoginMethod | null;
    device: string | null;
    network: string | null;
  }[];
  passkeys: { name: string; addedAt: Date; lastUsedAt: Date | null; removedAt: Date | null }[];
  browsers: { firstSeenAt: Date; lastSeenAt: Date }[];
  mails: { kind: string; state: MailState; createdAt: Date; endedAt: Date | null }[];
  events: OwnEvent[];
};

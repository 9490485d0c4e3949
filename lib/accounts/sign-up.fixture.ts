import { randomBytes, randomInt } from "node:crypto";
import {
  findAttempts,
  issueAttempt,
  viewAttempt,
  type AttemptTicket,
  type AttemptView,
} from "@/lib/verification/attempts";
import { confirmIdentity, type ConfirmContext } from "@/lib/verification/confirm-identity";
import type { JoinContext } from "@/lib/accounts/join-purpose";
import { openAccount } from "@/lib/accounts/open-account";
import type { SendContext } from "@/lib/mail/send-mails";
import { purposes } from "@/lib/server/purposes";
import type { PruneContext } from "@/lib/audit/prune-events";
import type { Database } from "@/lib/db";
import {
  beginLogin,
  type LoginKind,
  type LoginOrigin,
  type PasswordProof,
} from "@/lib/logins/login";
import type { Acting } from "@/lib/logins/acting";
import { loginLifetime } from "@/lib/logins/members";
import { recordConsent } from "@/lib/consents/documents";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import type { AttemptPurpose, PrismaClient } from "@/lib/generated/prisma/client";
import type { Mailing } from "@/lib/mail/outbox";
import type { FetchedVerification, VerifiedPerson } from "@/lib/identity/verified-person";

const key = () => randomBytes(32).toString("base64");
const sealKeys = parseKeyRing(`k1:${key()}`);
const indexKeys = parseKeyRing(`k1:${key()}`);
const auditKeys = parseKeyRing(`k1:${key()}`);

export function inventKeys() {
  return { sealKeys, indexKeys, auditKeys };
}

export function inventPerson(traits: Partial<VerifiedPerson> = {}): VerifiedPerson {
  return {
    name: "홍시험",
    birthDate: "1990-01-01",
    gender: "male",
    phone: "01000000001",
    carrier: "SKT",
    isForeigner: false,
    ci: randomBytes(64).toString("base64"),
    di: randomBytes(48).toString("base64"),
    ...traits,
  };
}

export function inventImpUid(): string {
  return `imp_${randomInt(1e6, 1e9)}${randomInt(1e6, 1e9)}`;
}

export function inventCredentials() {
  return {
    email: `someone-${randomBytes(6).toString("hex")}@example.com`,
    password: "correct horse battery",
  };
}

export async function beginSignUp(db: Database, now = new Date()): Promise<AttemptView> {
  const consents = [recordConsent("terms", "ko", now), recordConsent("privacy", "ko", now)];
  const ticket = await issueAttempt(db, { purpose: "signup", consents, now });
  if (ticket === null) throw new Error("The attempt was not begun");
  return refind(db, ticket, { now });
}

export async function refind(
  db: Database,
  ticket: AttemptTicket,
  { purpose = "signup", now = new Date() }: { purpose?: AttemptPurpose; now?: Date } = {},
): Promise<AttemptView> {
  const [attempt] = await findAttempts(db, [{ ...ticket, purpose }], now);
  if (attempt === undefined) throw new Error("The attempt is gone");
  return attempt;
}

/** The attempt as it stands, whatever the clock of the test says. */
export async function reread(db: Database, { id }: { id: string }): Promise<AttemptView> {
  const row = await db.attempt.findUniqueOrThrow({ where: { id } });
  return viewAttempt(row, row.createdAt);
}

/** A sign-up up to the verification. */
export async function verify(
  db: Database,
  person: VerifiedPerson = inventPerson(),
  changes: Partial<TestContext> = {},
) {
  const begun = await beginSignUp(db, changes.now);
  const context = contextWith(db, verified(begun.id, person, changes.now), changes);
  const outcome = await confirmIdentity(begun, inventImpUid(), context);
  return { outcome, attempt: await reread(db, begun), context };
}

/** The whole sign-up. Resolves with the account's id. */
export async function openMember(
  db: Database,
  person: VerifiedPerson = inventPerson(),
  changes: Partial<TestContext> = {},
): Promise<string> {
  const { attempt, context } = await verify(db, person, changes);
  const opened = await openAccount(attempt, inventCredentials(), context);
  if (opened.kind !== "opened") throw new Error(opened.code);
  return opened.accountId;
}

/** A context whose PortOne gives the answers passed in and counts requests. */
export function contextWith(
  db: Database,
  answer: FetchedVerification | (() => Promise<FetchedVerification>),
  changes: Partial<TestContext> = {},
): TestContext & { asked: () => number } {
  let asked = 0;
  const context = {
    db,
    statements: db.$statements,
    sealKeys,
    indexKeys,
    auditKeys,
    retention: { access: 731, rights: 1_096 },
    policy: { kind: "youth-protection" as const },
    guardianConsent: false,
    duplicateKey: "ci" as const,
    mailing,
    reverifyAfterDays: 365,
    providerIdIsAttemptId: false,
    browser: null,
    deliver: async () => ({ kind: "sent" as const }),
    origin: originOfTest,
    locale: "ko",
    now: new Date(),
    fetchVerification: async () => {
      asked += 1;
      return typeof answer === "function" ? answer() : answer;
    },
    ...changes,
    asked: () => asked,
  };
  // So that the purposes see what a test changes in the context.
  return Object.assign(context, { purposes: changes.purposes ?? purposes(context) });
}

export type TestContext = ConfirmContext &
  JoinContext &
  Pick<SendContext, "deliver"> &
  Omit<PruneContext, "now"> & {
    origin: LoginOrigin;
    browser: string | null;
    locale: string;
    mailing: Mailing;
    reverifyAfterDays: number;
  };

/** What mails of a test say of the sender. */
export const mailing: Mailing = {
  appUrl: "https://signup.example.com",
  brand: { name: "Example", colour: null },
};

/** In what a login of a test begins. */
export const originOfTest = { device: "Chrome, Android", network: "203.0.113.0/24" };

/** As if a member's or an administrator's password had just been checked. */
export async function byPassword(db: PrismaClient, id: string): Promise<PasswordProof> {
  const found =
    (await db.account.findUnique({ where: { id } })) ??
    (await db.administrator.findUnique({ where: { id } }));
  return { method: "password", id, passwordHash: found?.passwordHash ?? "none" };
}

/** A login of whoever has just typed their password. */
export async function logIn<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  id: string,
  now = new Date(),
): Promise<string> {
  return beginLogin(kind, db, await byPassword(db, id), originOfTest, now);
}

/** A login in which a member acts, made without checking a password. */
export async function actAs(db: PrismaClient, id: string, now = new Date()): Promise<Acting> {
  const tokenHash = Uint8Array.from(randomBytes(32));
  const expiresAt = new Date(now.getTime() + loginLifetime);
  const times = { createdAt: now, authenticatedAt: now, lastSeenAt: now, expiresAt };
  await db.session.create({ data: { tokenHash, accountId: id, ...times } });
  return { id, tokenHash };
}

export function verified(
  attemptId: string | null,
  person: VerifiedPerson = inventPerson(),
  verifiedAt = new Date(),
): FetchedVerification {
  return { kind: "verified", verification: { attemptId, provider: "danal", verifiedAt, person } };
}

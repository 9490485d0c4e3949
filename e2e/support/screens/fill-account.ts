import { randomBytes } from "node:crypto";
import { advertisingSubjects, documentOf } from "@/lib/consents/advertising";
import { recordConsent } from "@/lib/consents/documents";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { koAccount } from "@/lib/i18n/ko-account";
import { koAdmin } from "@/lib/i18n/admin/ko";
import { bytes, inventAttempt, inventPasskey } from "@/prisma/row.fixture";

const day = 24 * 3_600_000;
export const ago = (days: number) => new Date(Date.now() - days * day);

/** An account to which everything happened that can: for pictures, since each kind has words of its own. */
export async function fillAccount(db: PrismaClient, accountId: string): Promise<void> {
  await recordEvents(db, accountId);
  await recordMails(db, accountId);
  await recordAttempts(db, accountId);
  await db.passkey.create({ data: { ...inventPasskey({ accountId }), lastUsedAt: ago(1) } });
  await db.passkey.create({ data: { ...inventPasskey({ accountId }), removedAt: ago(1) } });
  const methods = ["signup", "password", "passkey", null] as const;
  await db.session.createMany({
    data: methods.map((method) => ({
      ...{ tokenHash: bytes(32), accountId, createdAt: ago(1), expiresAt: ago(-10), method },
      ...(method === null
        ? {}
        : { device: "Safari, iOS", network: "203.0.113.0/24", lastSeenAt: ago(0) }),
    })),
  });
}

async function recordEvents(db: PrismaClient, subject: string): Promise<void> {
  const fields = ["name", "phone", "birthDate", "email"];
  await db.auditEvent.createMany({
    data: [
      ...Array.from({ length: 30 }, () => ({
        ...{ at: ago(2), kind: "logged_in", actor: subject, subject, detail: {} },
      })),
      ...Object.keys(koAccount.ownData.eventKinds).map((kind, at) => ({
        ...{ at: ago(1), kind, subject, detail: {} },
        actor: /^person_|^account_(suspended|restored|logins|unlocked|closed)|required|resent/.test(
          kind,
        )
          ? "administrator"
          : ([subject, null][at % 2] ?? null),
      })),
      ...Object.keys(koAdmin.person.reasons).map((reason, at) => ({
        ...{ at: ago(1), kind: "person_revealed", actor: "administrator", subject },
        detail: { reason, field: fields[at] ?? "name" },
      })),
    ],
  });
}

async function recordMails(db: PrismaClient, accountId: string): Promise<void> {
  const states = ["sent", "waiting", "given_up"] as const;
  const faults = Object.keys(koAdmin.person.mailFaults).map((fault) =>
    ["refused", "deferred", "server"].includes(fault) ? `${fault}_450` : fault,
  );
  let failed = 0;
  await db.mail.createMany({
    data: Object.keys(koAccount.ownData.mailKinds).map((kind, at) => {
      const state = states[at % 3] ?? "sent";
      return {
        ...{ id: randomBytes(12).toString("hex"), kind, accountId, state, createdAt: ago(2) },
        dueAt: ago(-30),
        endedAt: state === "waiting" ? null : ago(1),
        fault: state === "sent" ? null : (faults[failed++ % faults.length] ?? null),
        ...(state === "waiting" ? { sealed: bytes(60), sealedKeyId: "k1" } : {}),
      };
    }),
  });
}

async function recordAttempts(db: PrismaClient, accountId: string): Promise<void> {
  // Of an attempt that is purged by now.
  await db.attemptLine.create({
    data: { at: ago(0), attemptId: randomId(), place: "/certifications", requestId: randomId() },
  });
  for (const [at, state] of Object.keys(koAdmin.person.attemptStates).entries()) {
    const id = randomBytes(12).toString("hex");
    const held = { providerId: `p${id}`, heldAt: ago(3) };
    const states = {
      issued: {},
      expired: {},
      confirming: held,
      consumed: held,
      refused: { ...held, outcome: "not_same_person" },
      failed: { ...held, outcome: "verification_failed" },
      confirmed: {
        ...{ ...held, personSealed: bytes(60), personSealedKeyId: "k1" },
        ...{ provider: "danal", verifiedAt: ago(3) },
      },
    };
    if (!isState(state, states)) throw new Error(`There is no state ${state}`);
    const purpose = at % 2 === 0 ? "recovery" : "reverification";
    const more = { id, purpose, state, accountId, createdAt: ago(3), expiresAt: ago(-3) } as const;
    await db.attempt.create({ data: { ...inventAttempt(), ...more, ...states[state] } });
    await db.attemptLine.create({
      data: {
        ...{ at: ago(0), attemptId: id, place: "/certifications", requestId: randomId() },
        ...(state === "refused" ? { code: "not_same_person", reason: "another_ci" } : {}),
        ...(state === "failed" ? { code: "verification_failed" } : {}),
        ...(state === "consumed" ? { provider: "danal", milliseconds: 412 } : {}),
      },
    });
  }
}

function randomId(): string {
  return crypto.randomUUID();
}

function isState<States extends object>(
  name: string,
  states: States,
): name is keyof States & string {
  return Object.hasOwn(states, name);
}

/** Of each way of advertising another decision. */
export async function decideAdvertising(
  db: PrismaClient,
  accountId: string,
  locale: "ko" | "en",
): Promise<void> {
  const decided = ["given", "refused", "withdrawn"] as const;
  const now = new Date();
  await db.advertisingConsent.createMany({
    data: advertisingSubjects.map((subject, at) => {
      const { agreedAt: toldAt, ...text } = recordConsent(documentOf(subject), locale, now);
      const state = decided[at % 3] ?? "given";
      const remindOn = state === "given" && subject !== "use" ? ago(-700) : null;
      const decision = { accountId, subject, state, decidedAt: now, toldAt, remindOn };
      return { ...decision, language: locale, ...text };
    }),
  });
}

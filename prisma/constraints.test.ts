import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { AttemptState } from "@/lib/generated/prisma/enums";
import { bytes, inventAccount, inventAttempt, inventConsent } from "./row.fixture";

const now = new Date();

/** Columns that a row of each state needs. */
const rowsOf = {
  issued: () => ({}),
  confirming: () => ({ providerId: word(), heldAt: now }),
  confirmed: () => ({ providerId: word(), heldAt: now, ...person, ...verified }),
  refused: () => ({ providerId: word(), heldAt: now, outcome: "under_age" }),
  failed: () => ({ providerId: word(), heldAt: now, outcome: "verification_failed" }),
  expired: () => ({}),
  consumed: () => ({ providerId: word(), heldAt: now, ...verified }),
} as const;

const nothing = {
  providerId: null,
  heldAt: null,
  outcome: null,
  personSealed: null,
  personSealedKeyId: null,
  provider: null,
  verifiedAt: null,
};
const person = { personSealed: bytes(80), personSealedKeyId: "k1" };
const verified = { provider: "danal", verifiedAt: now };
const outcome = { outcome: "under_age" };

const legal: Record<AttemptState, AttemptState[]> = {
  issued: ["confirming", "expired"],
  confirming: ["issued", "confirmed", "refused", "failed", "expired"],
  confirmed: ["consumed", "expired", "refused"],
  refused: [],
  failed: [],
  expired: [],
  consumed: [],
};

/** A row of this state with this change would be contradictory. */
const contradictions: [AttemptState, object][] = [
  ["issued", { providerId: "somebody-asked" }],
  ["issued", { heldAt: now }],
  ["issued", person],
  ["issued", outcome],
  ["confirming", { providerId: null }],
  ["confirming", { heldAt: null }],
  ["confirming", person],
  ["confirming", outcome],
  ["confirmed", { providerId: null }],
  ["confirmed", { personSealed: null }],
  ["confirmed", { personSealedKeyId: null }],
  ["confirmed", { provider: null }],
  ["confirmed", { verifiedAt: null }],
  ["confirmed", outcome],
  ["refused", { providerId: null }],
  ["refused", { outcome: null }],
  ["refused", person],
  ["failed", { outcome: null }],
  ["failed", person],
  ["expired", person],
  ["consumed", { providerId: null }],
  ["consumed", person],
  ["refused", { existingAccountId: "someone" }],
];

describe.each(inject("databases"))("the constraints of the tables on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const states = Object.values(AttemptState);
  const write = (state: AttemptState, change: object = {}) =>
    db.attempt.create({ data: { ...inventAttempt(), state, ...rowsOf[state](), ...change } });

  it.each(contradictions)("a %s attempt cannot have %o", async (state, change) => {
    await write(state);
    await expect(write(state, change)).rejects.toThrow(/23514/);
  });

  it("an attempt makes the legal transitions and no others", async () => {
    const moved: string[] = [];
    for (const from of states) {
      for (const to of states.filter((state) => state !== from)) {
        const { id } = await write(from);
        const data = { ...nothing, ...rowsOf[to](), state: to };
        await db.attempt.update({ where: { id }, data }).then(
          () => moved.push(`${from} > ${to}`),
          (error: unknown) => expect(String(error)).toContain(`cannot go from ${from} to ${to}`),
        );
      }
    }
    const wanted = states.flatMap((from) => legal[from].map((to) => `${from} > ${to}`));
    expect(moved.sort()).toEqual(wanted.sort());
  });

  it("an attempt keeps its state while other columns change", async () => {
    const later = new Date("2031-03-03T03:03:03.003Z");
    for (const state of states) {
      const { id } = await write(state);
      const before = await db.attempt.findUniqueOrThrow({ where: { id } });
      await db.attempt.update({ where: { id }, data: { state, expiresAt: later } });
      const after = await db.attempt.findUniqueOrThrow({ where: { id } });
      expect(after).toEqual({ ...before, expiresAt: later });
    }
  });

  it("the migration deletes unhashed ids at PortOne, also of attempts under way", async () => {
    const folder = "prisma/migrations/20261126010000_forget_provider_ids";
    const ids = await Promise.all(
      states.map(async (state) => {
        const extra = state === "expired" ? { providerId: word() } : {};
        return (await write(state, extra)).id;
      }),
    );
    const { id: joined } = await write("refused", {
      ...{ outcome: "already_joined", existingAccountId: "someone" },
    });
    const where = { id: { in: [...ids, joined] } };
    const before = await db.attempt.findMany({ where });
    const statements = readFileSync(`${folder}/migration.sql`, "utf8").split(/;\n/);
    for (const each of statements) if (each.trim() !== "") await db.$executeRawUnsafe(each);
    const after = JSON.stringify(await db.attempt.findMany({ where }));
    for (const { state, providerId } of before) {
      if (providerId !== null) expect(after.includes(providerId)).toBe(state === "confirming");
    }
    expect(after).not.toContain("someone");
  });

  it.each(["", "with space", "한글", "a".repeat(41), "semi;colon", "line\n"])(
    "an attempt's id cannot be %j",
    async (id) => {
      await expect(write("issued", { id })).rejects.toThrow();
    },
  );

  it("a hash has the length of a hash, and an e-mail is in small letters", async () => {
    await expect(write("issued", { nonceHash: bytes(31) })).rejects.toThrow(/nonce_hash_is_sha256/);
    const { id: attemptId } = await write("consumed");
    const account = (change: object) =>
      db.account.create({ data: { ...inventAccount(attemptId), ...change } });
    await expect(account({ uniqueKeyIndex: bytes(16) })).rejects.toThrow(/index_is_hmac/);
    await expect(account({ email: "Big@example.com" })).rejects.toThrow(/email_is_lower_case/);
    await expect(account({ birthYear: 1879 })).rejects.toThrow(/birth_year_is_human/);
    const { id: accountId } = await account({});
    const session = { tokenHash: bytes(20), accountId, createdAt: now, expiresAt: now };
    await expect(db.session.create({ data: session })).rejects.toThrow(/token_hash_is_sha256/);
    const administrator = { id: word(), passwordHash: "none", createdAt: now };
    await expect(
      db.administrator.create({ data: { ...administrator, email: `${word()}@Example.com` } }),
    ).rejects.toThrow(/email_is_lower_case/);
  });

  it("an audit event can be neither changed nor deleted", async () => {
    const { id } = await db.auditEvent.create({ data: { at: now, kind: "test", detail: {} } });
    const where = { id };
    await expect(db.auditEvent.update({ where, data: { kind: "other" } })).rejects.toThrow(
      /append/,
    );
    await expect(db.auditEvent.delete({ where })).rejects.toThrow(/append/);
    expect(await db.auditEvent.findUnique({ where })).toMatchObject({ kind: "test" });
  });

  it.each([
    "TRUNCATE audit_events",
    "TRUNCATE audit_events RESTART IDENTITY CASCADE",
    "TRUNCATE TABLE ONLY audit_events, rate_limits",
    "DELETE FROM audit_events",
    "UPDATE audit_events SET detail = '{}'",
    `INSERT INTO audit_events (id, at, kind, detail) SELECT max(id), now(), 'test', '{}' FROM audit_events
     ON CONFLICT (id) DO UPDATE SET kind = 'other'`,
  ])("the audit trail stays whole after %s", async (statement) => {
    const { id } = await db.auditEvent.create({ data: { at: now, kind: "test", detail: {} } });
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
    const asReplica = db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRawUnsafe(statement);
    });
    await expect(asReplica).rejects.toThrow(/append-only/);
    expect(await db.auditEvent.findUnique({ where: { id } })).toMatchObject({ kind: "test" });
  });

  it("an attempt keeps its purpose, and only a guardian's has a ward", async () => {
    const ward = await write("issued");
    const guardian = { purpose: "guardian" as const, wardAttemptId: ward.id };
    const { id } = await write("issued", guardian);
    for (const change of [
      { purpose: "signup" as const, wardAttemptId: null },
      { wardAttemptId: id },
    ]) {
      await expect(db.attempt.update({ where: { id }, data: change })).rejects.toThrow(
        /keeps its purpose/,
      );
    }
    for (const contradiction of [
      { purpose: "guardian" },
      { purpose: "recovery", wardAttemptId: ward.id },
      { ...guardian, guardianRequired: true },
      { purpose: "recovery", guardianLinkHash: bytes(32) },
      { guardianLinkHash: bytes(31) },
    ]) {
      await expect(write("issued", contradiction)).rejects.toThrow(/23514/);
    }
  });

  it("an account comes only from a consumed attempt to sign up, a child's only with consent", async () => {
    const open = ({ id }: { id: string }) => db.account.create({ data: inventAccount(id) });
    for (const state of states.filter((each) => each !== "consumed")) {
      await expect(open(await write(state))).rejects.toThrow(/comes from a consumed attempt/);
    }
    const ward = await write("consumed", { guardianRequired: true });
    const guardian = { purpose: "guardian" as const, wardAttemptId: ward.id };
    for (const attempt of [ward, await write("consumed", guardian)]) {
      await expect(open(attempt)).rejects.toThrow(/with the consent that it needs/);
    }
    const { id: guardianAttemptId } = await write("consumed", guardian);
    await db.guardianConsent.create({ data: inventConsent(ward.id, guardianAttemptId) });
    expect(await open(ward)).toMatchObject({ attemptId: ward.id });
  });

  it("an account's own index stands among all indexes", async () => {
    const { id } = await write("consumed");
    const { uniqueKeyIndexes, ...alone } = inventAccount(id);
    await expect(db.account.create({ data: alone })).rejects.toThrow(/needs its index/);
    const other = { create: { ...uniqueKeyIndexes.create, index: bytes(32) } };
    await expect(
      db.account.create({ data: { ...alone, uniqueKeyIndexes: other } }),
    ).rejects.toThrow(/needs its index/);
  });

  it("a person who left gets no account before the rejoin date, and may on it", async () => {
    for (const [rejoinFrom, isLetIn] of [
      [new Date(now.getTime() + 1), false],
      [now, true],
    ] as const) {
      const { id } = await write("consumed");
      const account = { ...inventAccount(id), createdAt: now };
      const { uniqueKeyIndex: index } = account;
      await db.departure.create({ data: { index, keyId: "k1", rejoinFrom } });
      const written = db.account.create({ data: account }).then(
        () => true,
        () => false,
      );
      expect(await written).toBe(isLetIn);
    }
    const short = { index: bytes(31), keyId: "k1", rejoinFrom: now };
    await expect(db.departure.create({ data: short })).rejects.toThrow(/23514/);
  });

  it("an attempt that made an account cannot be deleted", async () => {
    const { id } = await write("consumed");
    await db.account.create({ data: inventAccount(id) });
    await expect(db.attempt.delete({ where: { id } })).rejects.toThrow();
  });
});

function word(): string {
  return randomBytes(8).toString("hex");
}

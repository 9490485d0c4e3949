import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { AttemptState } from "@/lib/generated/prisma/enums";
import { bytes, inventAccount, inventAttempt } from "./row.fixture";

const now = new Date();

/** What a row of each state holds, so that it may be written. */
const rowsOf = {
  issued: () => ({}),
  confirming: () => ({ providerId: word(), claimedAt: now }),
  confirmed: () => ({ providerId: word(), claimedAt: now, ...person, ...verified }),
  refused: () => ({ providerId: word(), claimedAt: now, outcome: "under_age" }),
  failed: () => ({ providerId: word(), claimedAt: now, outcome: "verification_failed" }),
  expired: () => ({}),
  consumed: () => ({ providerId: word(), claimedAt: now, ...verified }),
} as const;

const nothing = {
  providerId: null,
  claimedAt: null,
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

/** A row of this state with this change says two things at once. */
const contradictions: [AttemptState, object][] = [
  ["issued", { providerId: "somebody-asked" }],
  ["issued", { claimedAt: now }],
  ["issued", person],
  ["issued", outcome],
  ["confirming", { providerId: null }],
  ["confirming", { claimedAt: null }],
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

describe.each(inject("databases"))("the rules of the tables on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const states = Object.values(AttemptState);
  const write = (state: AttemptState, change: object = {}) =>
    db.attempt.create({ data: { ...inventAttempt(), state, ...rowsOf[state](), ...change } });

  it.each(contradictions)("a %s attempt cannot have %o", async (state, change) => {
    await write(state);
    await expect(write(state, change)).rejects.toThrow(/23514/);
  });

  it("an attempt moves along the legal ways and no others", async () => {
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
    for (const state of states) {
      const { id } = await write(state);
      await db.attempt.update({ where: { id }, data: { state, expiresAt: new Date() } });
    }
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

  it("an attempt that made an account cannot be deleted", async () => {
    const { id } = await write("consumed");
    await db.account.create({ data: inventAccount(id) });
    await expect(db.attempt.delete({ where: { id } })).rejects.toThrow();
  });
});

function word(): string {
  return randomBytes(8).toString("hex");
}

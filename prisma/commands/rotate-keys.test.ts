import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { recognise } from "@/lib/accounts/recognise";
import { missingIndexKeys } from "@/lib/accounts/index-keys";
import { unsealProfile, unsealUniqueKeys } from "@/lib/accounts/sealing";
import { leave } from "@/lib/accounts/leave";
import { openAccount } from "@/lib/accounts/open-account";
import {
  actAs,
  inventCredentials,
  inventPerson,
  mailing,
  contextWith,
  verify,
  reread,
} from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing, type KeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { seoulDate } from "@/lib/identity/seoul-date";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { migrate } from "../engine/migrate";
import { rotateKeys } from "./rotate-keys";
import { seedMembers } from "../seeding/seed";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [older, newer] = [key("older"), key("newer")];
const ringOf = (...keys: string[]): KeyRing => parseKeyRing(keys.join(","));
const before = { sealKeys: ringOf(older), indexKeys: ringOf(older) };
/** All servers have the newer key before the first one writes under it. */
const prepared = { sealKeys: ringOf(older, newer), indexKeys: ringOf(older, newer) };
const during = { sealKeys: ringOf(newer, older), indexKeys: ringOf(newer, older) };
const after = { sealKeys: ringOf(newer), indexKeys: ringOf(newer) };

describe.each(inject("databases").map(({ name }) => name))("rotating keys on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  const people = Array.from({ length: 3 }, () => inventPerson());
  const total = 1_200 + people.length;

  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });
  beforeEach(async () => {
    await db.$executeRaw`TRUNCATE attempts, accounts, unique_key_indexes, departures, mails CASCADE`;
    const seed = { keys: { ...before, duplicateKey: "ci" as const }, now: new Date() };
    await seedMembers(database.url, 1_200, { ...seed, progress: () => undefined });
    for (const person of people) await join(person, before);
  });

  async function join(person: (typeof people)[number], keys: typeof before) {
    const { outcome, attempt, context } = await verify(db, person, keys);
    if (outcome.kind !== "confirmed") return outcome;
    return openAccount(attempt, inventCredentials(), context);
  }

  /** Everybody is indexed and sealed under the new keys only. */
  async function expectRotated() {
    for (const person of people) {
      const options = { ...after, duplicateKey: "ci" as const, now: new Date() };
      const known = await recognise(db.$statements, person, options);
      const accountId = known.kind === "member" ? known.accountId : "";
      const row = await db.account.findUniqueOrThrow({ where: { id: accountId } });
      const profile = { sealed: row.profileSealed, keyId: row.profileSealedKeyId };
      expect(unsealProfile(profile, row.id, after.sealKeys).name).toBe(person.name);
      const uniqueKey = { sealed: row.uniqueKeySealed, keyId: row.uniqueKeySealedKeyId };
      expect(unsealUniqueKeys(uniqueKey, row.id, after.sealKeys)).toEqual([
        { kind: "ci", value: person.ci },
      ]);
    }
    expect(await db.account.count({ where: { NOT: { uniqueKeyIndexKeyId: "newer" } } })).toBe(0);
  }

  it("re-seals and re-indexes every account once, and reports progress", async () => {
    const steps: number[] = [];
    let announced = 0;
    const progress = (count: number) => {
      announced = count;
      return (done: number) => steps.push(done);
    };
    const first = await rotateKeys(database.url, during, { progress });
    expect([first.rotated, announced, steps.at(-1)]).toEqual([total, total, total]);
    expect(steps.length).toBeGreaterThan(3);
    expect(await rotateKeys(database.url, during)).toMatchObject({ rotated: 0, retired: 0 });
    await expectRotated();
    expect(await db.uniqueKeyIndex.count()).toBe(2 * total);
    expect(await rotateKeys(database.url, after)).toMatchObject({ rotated: 0, retired: total });
    expect(await db.uniqueKeyIndex.count()).toBe(total);
    await expectRotated();
  });

  it("ends the same when it was interrupted, and when two run at once", async () => {
    const interrupted = rotateKeys(database.url, during, {
      progress: () => (done) => {
        if (done >= 500) throw new Error("interrupted");
      },
    });
    await expect(interrupted).rejects.toThrow("interrupted");
    expect(await db.account.count({ where: { uniqueKeyIndexKeyId: "newer" } })).toBe(500);
    const runs = await Promise.all([
      rotateKeys(database.url, during),
      rotateKeys(database.url, during),
    ]);
    expect(runs.reduce((sum, { rotated }) => sum + rotated, 0)).toBe(total - 500);
    await expectRotated();
  });

  it("keeps whoever is verified and has not finished joining", async () => {
    const { attempt } = await verify(db, inventPerson(), before);
    // One, and the mails that ask the others for their addresses.
    expect(await rotateKeys(database.url, during)).toMatchObject({ sealed: 1 + people.length });
    const context = contextWith(db, { kind: "unknown" }, after);
    const resealed = await reread(db, attempt);
    const opened = await openAccount(resealed, inventCredentials(), context);
    expect(opened.kind).toBe("opened");
  });

  it("lets nobody join twice while servers with older and newer settings run side by side", async () => {
    const rotation = rotateKeys(database.url, during);
    const again = people.flatMap((person) => [prepared, during].map((keys) => join(person, keys)));
    const newcomer = inventPerson();
    const first = [prepared, during, prepared, during].map((keys) => join(newcomer, keys));
    const outcomes = await Promise.all([...again, ...first]);
    await rotation;
    await rotateKeys(database.url, during);
    expect(outcomes.filter(({ kind }) => kind === "opened")).toHaveLength(1);
    expect(await db.account.count()).toBe(total + 1);
    await expectRotated();
  });

  it("lets nobody join while an index key of accounts is missing", async () => {
    expect(await missingIndexKeys(db, after.indexKeys, new Date())).toEqual(["older"]);
    await expect(join(inventPerson(), after)).rejects.toThrow(/CI_INDEX_KEYS: .* older/);
    expect(await db.account.count()).toBe(total);
    // With the seal key alone, rotating re-indexes without the old index key.
    await rotateKeys(database.url, { ...after, sealKeys: during.sealKeys });
    expect(await missingIndexKeys(db, after.indexKeys, new Date())).toEqual([]);
  });

  it("recognises who left under an older key, and says until when that key must stay", async () => {
    const [person] = people;
    const now = new Date();
    if (person === undefined) throw new Error("nobody is there to leave");
    const known = await recognise(db.$statements, person, { ...before, duplicateKey: "ci", now });
    if (known.kind !== "member") throw new Error(known.kind);
    const context = { ...prepared, db, mailing, rejoinCooldownDays: 30, now };
    const left = await leave(await actAs(db, known.accountId), context);
    if (left.kind !== "left") throw new Error(left.kind);
    const { needed } = await rotateKeys(database.url, during);
    expect(needed.map(({ id, until }) => [id, `${seoulDate(until)}`])).toEqual([
      ["older", left.rejoinFrom],
    ]);
    expect(await join(person, during)).toMatchObject({ code: "rejoin_cooldown" });
    await rotateKeys(database.url, after);
    await expect(join(person, after)).rejects.toThrow(/CI_INDEX_KEYS: .* older/);
    const [until] = needed.map((each) => each.until);
    expect(await missingIndexKeys(db, after.indexKeys, now)).toEqual(["older"]);
    expect(await missingIndexKeys(db, after.indexKeys, until ?? now)).toEqual([]);
  });

  it("names a missing seal key", async () => {
    await expect(rotateKeys(database.url, after)).rejects.toThrow("No key is named older");
  });
});

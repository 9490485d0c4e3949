import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { sealGuardian, unsealGuardian } from "@/lib/guardians/sealing";
import { inventPerson } from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { queueMail, unsealMail } from "@/lib/mail/outbox";
import { createAdministrator } from "@/lib/admin/console";
import { sealTotpSecret, unsealTotpSecret } from "@/lib/logins/factors/totp";
import { openDatabase, type Database } from "@/lib/db";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { migrate } from "@/prisma/engine/migrate";
import { rotateKeys } from "@/prisma/commands/rotate-keys";
import { inventAttempt, inventConsent } from "@/prisma/row.fixture";
import { seedMembers } from "@/prisma/seeding/seed";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [older, newer] = [key("older"), key("newer")];
const old = parseKeyRing(older);
const both = parseKeyRing(`${newer},${older}`);
const fresh = parseKeyRing(newer);
const members = 7;

describe.each(inject("databases").map(({ name }) => name))("rotating some keys on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
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
    const keys = { sealKeys: old, indexKeys: old, duplicateKey: "ci" as const };
    await seedMembers(database.url, members, { keys, now: new Date(), progress: () => undefined });
  });
  const standing = async () => {
    const rows = await db.account.groupBy({
      by: ["profileSealedKeyId", "uniqueKeySealedKeyId", "uniqueKeyIndexKeyId"],
      _count: true,
    });
    return rows.map((row) => [
      ...[row.profileSealedKeyId, row.uniqueKeySealedKeyId, row.uniqueKeyIndexKeyId, row._count],
    ]);
  };

  it("indexes everybody anew where the index keys alone are new", async () => {
    const keys = { sealKeys: old, indexKeys: both };
    expect(await rotateKeys(database.url, keys)).toMatchObject({ rotated: members });
    expect(await standing()).toEqual([["older", "older", "newer", members]]);
    expect(await db.uniqueKeyIndex.count({ where: { keyId: "newer" } })).toBe(members);
    expect(await rotateKeys(database.url, keys)).toMatchObject({ rotated: 0 });
  });

  it("seals everybody anew where the sealing keys alone are new", async () => {
    const keys = { sealKeys: both, indexKeys: old };
    expect(await rotateKeys(database.url, keys)).toMatchObject({ rotated: members, retired: 0 });
    expect(await standing()).toEqual([["newer", "newer", "older", members]]);
    expect(await db.uniqueKeyIndex.count({ where: { keyId: "older" } })).toBe(members);
    expect(await rotateKeys(database.url, { sealKeys: fresh, indexKeys: old })).toMatchObject({
      rotated: 0,
    });
  });

  it.each(["profileSealedKeyId", "uniqueKeySealedKeyId"] as const)(
    "rotates an account that has only %s under an old key",
    async (column) => {
      const keys = { sealKeys: both, indexKeys: old };
      await rotateKeys(database.url, keys);
      const [first] = await db.account.findMany({ take: 1, orderBy: { id: "asc" } });
      await db.account.update({ where: { id: first?.id ?? "" }, data: { [column]: "older" } });
      await expect(rotateKeys(database.url, keys)).rejects.toThrow("does not open here");
    },
  );

  it("seals mails anew, each for its own row, and leaves those without a text", async () => {
    const mailing = { appUrl: "https://signup.example.com", brand: { name: "E", colour: null } };
    const to = { to: "someone@example.com", locale: "en", accountId: null };
    for (let count = 0; count < 3; count += 1) {
      const context = { mailing, sealKeys: old, now: new Date() };
      await db.$transaction((tx) => queueMail(tx, to, { kind: "account_closed" }, context));
    }
    const [sent] = await db.mail.findMany({ take: 1 });
    await db.mail.update({
      where: { id: sent?.id ?? "" },
      data: { state: "sent", endedAt: new Date(), sealed: null, sealedKeyId: null },
    });
    const keys = { sealKeys: both, indexKeys: old };
    expect(await rotateKeys(database.url, keys)).toMatchObject({ sealed: 2 });
    const rows = await db.mail.findMany({ where: { state: "waiting" } });
    expect(rows).toHaveLength(2);
    for (const { id, sealed, sealedKeyId } of rows) {
      if (sealed === null || sealedKeyId === null) throw new Error("no text");
      expect(unsealMail({ sealed, keyId: sealedKeyId }, id, fresh).to).toBe("someone@example.com");
    }
  });

  it("seals the second factors of administrators anew", async () => {
    const email = "boss@example.com";
    await createAdministrator(db, { email, password: "correct horse battery" }, new Date());
    const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
    const { sealed, keyId } = sealTotpSecret("SECRET", id, old);
    await db.administrator.update({
      where: { id },
      data: { totpSealed: sealed, totpSealedKeyId: keyId },
    });
    const keys = { sealKeys: both, indexKeys: old };
    expect(await rotateKeys(database.url, keys)).toMatchObject({ sealed: 1 });
    const row = await db.administrator.findUniqueOrThrow({ where: { id } });
    if (row.totpSealed === null || row.totpSealedKeyId === null) throw new Error("it is gone");
    const after = { sealed: row.totpSealed, keyId: row.totpSealedKeyId };
    expect(unsealTotpSecret(after, id, fresh)).toBe("SECRET");
  });

  it("seals guardians anew, each for their own child, also more than a batch of them", async () => {
    const { sealed } = await rotateKeys(database.url, { sealKeys: both, indexKeys: old });
    expect(sealed).toBe(0);
    const total = 501;
    const wards = Array.from({ length: total }, () => ({
      ...inventAttempt(),
      ...{ state: "consumed" as const, providerId: randomBytes(8).toString("hex") },
    }));
    const guardians = wards.map((ward) => ({
      ...inventAttempt(),
      ...{ state: "consumed" as const, providerId: randomBytes(8).toString("hex") },
      ...{ purpose: "guardian" as const, wardAttemptId: ward.id },
    }));
    await db.attempt.createMany({ data: wards });
    await db.attempt.createMany({ data: guardians });
    await db.guardianConsent.createMany({
      data: guardians.map(({ id, wardAttemptId }) => {
        const person = inventPerson({ name: `홍${wardAttemptId}` });
        const guardian = sealGuardian(person, wardAttemptId, old);
        return {
          ...inventConsent(wardAttemptId, id),
          ...{ guardianSealed: guardian.sealed, guardianSealedKeyId: guardian.keyId },
        };
      }),
    });
    const keys = { sealKeys: both, indexKeys: old };
    expect(await rotateKeys(database.url, keys)).toMatchObject({ sealed: total });
    for (const row of await db.guardianConsent.findMany()) {
      const guardian = { sealed: row.guardianSealed, keyId: row.guardianSealedKeyId };
      const { name } = unsealGuardian(guardian, row.wardAttemptId, fresh);
      expect(name).toBe(`홍${row.wardAttemptId}`);
    }
    const [one, other] = await db.guardianConsent.findMany({ take: 2 });
    if (one === undefined || other === undefined) throw new Error("nobody consented");
    const swapped = parseKeyRing(`${older},${newer}`);
    await db.guardianConsent.update({
      where: { wardAttemptId: one.wardAttemptId },
      data: { guardianSealed: other.guardianSealed },
    });
    await expect(rotateKeys(database.url, { sealKeys: swapped, indexKeys: old })).rejects.toThrow(
      "does not open here",
    );
  });
});

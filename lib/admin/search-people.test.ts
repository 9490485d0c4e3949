import { randomBytes, randomInt } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys, inventPerson, openMember, verify } from "@/lib/accounts/sign-up.fixture";
import { indexForSearch } from "@/lib/accounts/index-for-search";
import { sealProfile } from "@/lib/accounts/sealing";
import { searchColumns } from "@/lib/accounts/search-indexes";
import { openAccount } from "@/lib/accounts/open-account";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike } from "@/sandbox/database/test-databases";
import { rotateKeys } from "@/prisma/commands/rotate-keys";
import { admit } from "./admitted.fixture";
import { readSearch, searchPeople } from "./search-people";

const now = new Date();
const keys = inventKeys();
const boss = admit("viewer");
const syllables = [..."가나다라마바사아자차카타파하"];
const inventName = () =>
  `홍${Array.from({ length: 6 }, () => syllables[randomInt(syllables.length)]).join("")}`;

describe("what is searched for", () => {
  it.each([
    ["홍 길동", { by: "name", value: "홍길동" }],
    ["홍길동".normalize("NFD"), { by: "name", value: "홍길동" }],
    ["  GILDONG  Hong ", { by: "name", value: "gildonghong" }],
    ["O’Brien-Kim", { by: "name", value: "o’brien-kim" }],
    ["010-1234-5678", { by: "phone", value: "01012345678" }],
    ["+82 10 1234 5678", { by: "phone", value: "01012345678" }],
    ["０１０１２３４５６７８", { by: "phone", value: "01012345678" }],
    ["5678 1990", { by: "phone_end", value: "5678 1990" }],
    ["5678,2004", { by: "phone_end", value: "5678 2004" }],
    [" Someone@Example.com", { by: "email", value: "someone@example.com" }],
    ["imp_123456789012", { by: "id", value: "imp_123456789012" }],
    ["AbCdEf0123456789AbCdEf01", { by: "id", value: "AbCdEf0123456789AbCdEf01" }],
  ])("%j is exact", (typed, search) => {
    expect(readSearch(typed)).toEqual(search);
  });

  it.each([
    ...["", " ", "홍", "홍*", "홍%", "5678", "0101234", "1990", "5678 1890", "@example.com", "a@"],
    ...["someone@", "010-1234-56%", "imp_1", "\u0000\u0000", "가".repeat(101)],
    "a".repeat(321),
  ])("%j would need a look at everybody: refused", (typed) => {
    expect(readSearch(typed)).toBeNull();
  });
});

describe.each(inject("databases"))("a search on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = { db, statements: db.$statements, ...keys, now };
  const find = async (typed: string, changes = {}) => {
    const search = readSearch(typed);
    if (search === null) throw new Error(`${typed} is refused`);
    return (await searchPeople(boss, search, { ...context, ...changes })).ids;
  };

  it("finds a member by every value that they may tell, and nobody by another's", async () => {
    const digits = `${randomInt(1_000, 9_999)}${randomInt(1_000, 9_999)}`;
    const person = inventPerson({
      name: inventName(),
      phone: `010${digits}`,
      birthDate: "1971-02-03",
    });
    const { attempt, context: opening } = await verify(db, person);
    const email = `caller-${randomBytes(5).toString("hex")}@example.com`;
    const opened = await openAccount(
      attempt,
      { email, password: "correct horse battery" },
      opening,
    );
    if (opened.kind !== "opened") throw new Error(opened.code);
    const { accountId } = opened;
    const spaced = `${person.name.slice(0, 1)} ${person.name.slice(1)}`.normalize("NFD");
    for (const typed of [spaced, person.phone ?? "", `+82 10-${digits}`, email.toUpperCase()]) {
      expect(await find(typed), typed).toEqual([accountId]);
    }
    expect(await find(accountId)).toEqual([accountId]);
    expect(await find(attempt.id)).toEqual([accountId]);
    expect(await find(`${digits.slice(-4)} 1971`)).toContain(accountId);
    expect(await find(`${digits.slice(-4)} 1972`)).not.toContain(accountId);
    expect(await find(inventName() + "흫")).toEqual([]);
  });

  it("records by what was searched and who was found, never what was typed", async () => {
    const person = inventPerson({ name: inventName() });
    const id = await openMember(db, person);
    await find(person.name);
    const [event] = await db.auditEvent.findMany({
      where: { kind: "people_searched", actor: boss.id },
      orderBy: { id: "desc" },
      take: 1,
    });
    expect(event).toMatchObject({
      detail: { by: "name", count: 1 },
      ...{ people: [id], address: "203.0.113.7" },
    });
  });

  it("tells one more than it lists", async () => {
    const name = inventName();
    for (let at = 0; at < 22; at += 1) await openMember(db, inventPerson({ name }));
    expect(await find(name)).toHaveLength(21);
  });

  it("finds by the new name whom a server without a search has verified again, and not by the old one", async () => {
    const before = inventPerson({ name: inventName() });
    const after = { ...before, name: inventName() };
    const id = await openMember(db, before);
    const { sealed, keyId } = sealProfile(after, id, keys.sealKeys);
    const data = { profileSealed: sealed, profileSealedKeyId: keyId };
    await db.account.update({ where: { id }, data });
    expect(await find(before.name)).toEqual([]);
    while ((await indexForSearch({ statements: db.$statements, ...keys })) > 0);
    expect(await find(after.name)).toEqual([id]);
    expect(await find(before.name)).toEqual([]);
    // Written together, as this version does, nothing is void.
    const again = sealProfile(before, id, keys.sealKeys);
    const whole = { profileSealed: again.sealed, profileSealedKeyId: again.keyId };
    const columns = searchColumns(before, keys.indexKeys);
    await db.account.update({ where: { id }, data: { ...whole, ...columns } });
    expect(await find(before.name)).toEqual([id]);
  });

  it("finds who joined under keys before these", async () => {
    const person = inventPerson({ name: inventName() });
    const id = await openMember(db, person);
    const fresh = parseKeyRing(`k2:${randomBytes(32).toString("base64")}`);
    const both = {
      current: fresh.current,
      all: [...fresh.all, ...keys.indexKeys.all],
      find: (key: string) => fresh.find(key) ?? keys.indexKeys.find(key),
    };
    expect(await find(person.name, { indexKeys: both })).toEqual([id]);
  });
});

/** In a database of its own, since keys:rotate goes through all of it. */
it("finds who joined before there was a search, after keys:rotate", async () => {
  const database = await createDatabaseLike("embedded PostgreSQL");
  await migrate(database.url);
  const db = openDatabase(database.url);
  const person = inventPerson({ name: inventName() });
  const id = await openMember(db, person);
  await db.account.update({
    where: { id },
    data: {
      ...{ nameIndex: null, phoneIndex: null, phoneEndIndex: null },
      ...{ searchKeyId: null, searchVersion: null, withGuardian: null },
    },
  });
  const search = readSearch(person.name);
  if (search === null) throw new Error("A name is refused");
  const context = { db, statements: db.$statements, ...keys, now };
  expect((await searchPeople(boss, search, context)).ids).toEqual([]);
  await rotateKeys(database.url, keys);
  expect((await searchPeople(boss, search, context)).ids).toEqual([id]);
  expect(await db.account.findUnique({ where: { id } })).toMatchObject({ withGuardian: false });
  await db.$disconnect();
  await database.drop();
});

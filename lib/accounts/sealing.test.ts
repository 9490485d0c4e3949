import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { UnsealFailed } from "@/lib/crypto/seal";
import { openDatabase } from "@/lib/db";
import { openAccount } from "./open-account";
import { readOwnAccount, readOwnName } from "./read-account";
import { sealGuardian, unsealGuardian } from "@/lib/guardians/sealing";
import { sealAttemptPerson, unsealAttemptPerson } from "@/lib/verification/sealed-person";
import { sealProfile, sealUniqueKeys, unsealProfile, unsealUniqueKeys } from "./sealing";
import { inventCredentials, inventPerson, contextWith, reread, verify } from "./sign-up.fixture";

const ring = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const person = inventPerson();
const uniqueKeys = [{ kind: "ci" as const, value: "invented" }];
const places = {
  attempt: {
    seal: (id: string) => sealAttemptPerson(person, id, ring),
    unseal: unsealAttemptPerson,
  },
  profile: { seal: (id: string) => sealProfile(person, id, ring), unseal: unsealProfile },
  guardian: { seal: (id: string) => sealGuardian(person, id, ring), unseal: unsealGuardian },
  uniqueKeys: {
    seal: (id: string) => sealUniqueKeys(uniqueKeys, id, ring),
    unseal: unsealUniqueKeys,
  },
};
const names = ["attempt", "profile", "guardian", "uniqueKeys"] as const;

describe("what is sealed", () => {
  it.each(names)("as %s opens in its own row and in no other", (name) => {
    const { seal, unseal } = places[name];
    expect(() => unseal(seal("one"), "one", ring)).not.toThrow();
    for (const other of ["other", "", "on", "one "]) {
      expect(() => unseal(seal("one"), other, ring)).toThrow(UnsealFailed);
    }
  });

  it.each(
    names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const)),
  )("as %s does not open as %s of the same id", (from, to) => {
    expect(() => places[to].unseal(places[from].seal("one"), "one", ring)).toThrow(UnsealFailed);
  });
});

describe.each(inject("databases"))("what is sealed for another on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" });

  const confirmed = async () => (await verify(db)).attempt;

  it("does not open as a member's profile", async () => {
    const members: string[] = [];
    for (const attempt of [await confirmed(), await confirmed()]) {
      const opened = await openAccount(attempt, inventCredentials(), context);
      if (opened.kind === "opened") members.push(opened.accountId);
    }
    const [mine = "", other = ""] = members;
    expect(await readOwnAccount(mine, context)).toMatchObject({ maskedName: "홍*험" });
    const { profileSealed } = await db.account.findUniqueOrThrow({ where: { id: other } });
    await db.account.update({ where: { id: mine }, data: { profileSealed } });
    await expect(readOwnAccount(mine, context)).rejects.toThrow(UnsealFailed);
  });

  it("does not open as the person of an attempt, to be greeted or to join", async () => {
    const [mine, other] = [await confirmed(), await confirmed()];
    expect(readOwnName(mine, context)).toBe("홍시험");
    const { personSealed } = await db.attempt.findUniqueOrThrow({ where: { id: other.id } });
    await db.attempt.update({ where: { id: mine.id }, data: { personSealed } });
    const swapped = await reread(db, mine);
    expect(() => readOwnName(swapped, context)).toThrow(UnsealFailed);
    await expect(openAccount(swapped, inventCredentials(), context)).rejects.toThrow(UnsealFailed);
    expect(await db.account.count({ where: { attemptId: mine.id } })).toBe(0);
  });
});

import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { recognise } from "@/lib/accounts/recognise";
import { unsealProfile } from "@/lib/accounts/sealing";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import { inventMember } from "./invented-member";
import { sampleAdministrator, seedAdministrator } from "./seed-administrator";
import { seedMembers } from "./seed";

const ring = () => parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const keys = { sealKeys: ring(), indexKeys: ring(), duplicateKey: "ci" } as const;
const now = new Date();

describe.each(inject("databases"))("seeding on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const where = { email: { startsWith: "member-" } };

  it("adds as many members as asked, different ones each time, and reports progress", async () => {
    const steps: number[] = [];
    const options = { keys, now, progress: (done: number) => steps.push(done) };
    await seedMembers(url, 1_003, options);
    await seedMembers(url, 2, options);
    expect(steps).toEqual([1_000, 1_003, 2]);
    expect(await db.account.count({ where })).toBe(1_005);
  });

  it("leaves what a sign-up leaves: sealed, indexed, agreed, the attempt consumed", async () => {
    const [row] = await db.account.findMany({
      where,
      orderBy: { createdAt: "desc" },
      take: 1,
      include: { attempt: true, consents: true },
    });
    if (row === undefined) throw new Error("nobody was seeded");
    const run = row.id.slice(1, 11);
    const { person, ...member } = inventMember(run, 0, now);
    const sealed = { keyId: row.profileSealedKeyId, sealed: row.profileSealed };
    expect(unsealProfile(sealed, row.id, keys.sealKeys)).toEqual({ ...person, ci: null });
    expect(await recognise(db.$statements, person, { ...keys, now })).toEqual({
      kind: "member",
      accountId: member.accountId,
    });
    expect(row).toMatchObject({
      email: member.email,
      createdAt: now,
      birthYear: Number(person.birthDate.slice(0, 4)),
      attempt: { state: "consumed", personSealed: null },
    });
    expect(row.consents.map(({ document }) => document).sort()).toEqual(["privacy", "terms"]);
    expect(JSON.stringify(row)).not.toContain(person.name);
  });

  it("seeds the administrator once", async () => {
    await seedAdministrator(db, now);
    await seedAdministrator(db, now);
    const { email } = sampleAdministrator;
    expect(await db.administrator.count({ where: { email } })).toBe(1);
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { standing, verifyFor } from "@/lib/recovery/recovery.fixture";
import { readOwnAccount } from "./read-account";
import { unsealProfile } from "./sealing";
import { inventPerson, openMember } from "./sign-up.fixture";

describe.each(inject("databases"))("verifying again on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const month = 30 * 24 * 3_600_000;

  async function member() {
    const person = inventPerson();
    return { person, id: await openMember(db, person) };
  }
  const again = (accountId: string, person: ReturnType<typeof inventPerson>, now?: Date) =>
    verifyFor(db, { purpose: "reverification", accountId }, person, now);

  it("takes over a new name and phone, sealed and recorded, and the date", async () => {
    const { id, person } = await member();
    const later = new Date(Date.now() + month);
    const today = { ...person, name: "개명한", phone: "01000000077", carrier: "KT" as const };
    const { outcome, attempt, context } = await again(id, today, later);
    expect(outcome).toEqual({ kind: "consumed" });
    expect(attempt).toMatchObject({ state: "consumed", sealedPerson: null });
    const row = await db.account.findUniqueOrThrow({ where: { id } });
    const sealed = { sealed: row.profileSealed, keyId: row.profileSealedKeyId };
    expect(unsealProfile(sealed, id, context.sealKeys)).toMatchObject({
      ...{ name: "개명한", phone: "01000000077", carrier: "KT", ci: null, di: null },
    });
    expect(row.verifiedAt).toEqual(later);
    expect(await readOwnAccount(id, context)).toMatchObject({ maskedName: "개*한" });
    const [event] = await db.auditEvent.findMany({ where: { subject: id, kind: "reverified" } });
    expect(event?.detail).toMatchObject({ changed: ["name", "phone", "carrier"] });
    expect(JSON.stringify(event?.detail)).not.toMatch(/개명한|0100000/);
  });

  it("of another person changes nothing, member or not, and keeps nothing of them", async () => {
    const { id } = await member();
    const other = await member();
    const before = await db.account.findUniqueOrThrow({ where: { id } });
    for (const person of [other.person, inventPerson()]) {
      const { outcome, attempt } = await again(id, person);
      expect(outcome).toMatchObject({ kind: "declined", code: "not_same_person" });
      expect(attempt).toMatchObject({ state: "refused", sealedPerson: null });
    }
    expect(await db.account.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  it("without a CI cannot tell whose it is", async () => {
    const { id, person } = await member();
    const { outcome } = await again(id, { ...person, ci: null });
    expect(outcome).toMatchObject({ kind: "declined", code: "no_ci" });
  });

  it("of an account that was suspended meanwhile changes nothing and says so", async () => {
    const { id, person } = await member();
    await db.account.update({ where: { id }, data: { suspendedAt: new Date() } });
    const before = await db.account.findUniqueOrThrow({ where: { id } });
    const { outcome, attempt } = await again(id, { ...person, name: "개명한" });
    expect(outcome).toMatchObject({ kind: "declined", code: "account_suspended" });
    expect(attempt).toMatchObject({ state: "refused", sealedPerson: null });
    expect(await db.account.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  it("waits for whoever is suspending the account, and says so", async () => {
    const { id, person } = await member();
    let verifying: ReturnType<typeof again> | undefined;
    await db.$transaction(async (tx) => {
      await tx.account.update({ where: { id }, data: { suspendedAt: new Date() } });
      verifying = again(id, { ...person, name: "개명한" });
      // Time for it to reach the account and wait there.
      await sleep(200);
    });
    const ended = await verifying;
    expect(ended?.outcome).toMatchObject({ kind: "declined", code: "account_suspended" });
    expect(await db.auditEvent.count({ where: { subject: id, kind: "reverified" } })).toBe(0);
  });

  it("goes with the account: an attempt of one who left is gone", async () => {
    const { id, person } = await member();
    const { ticket } = await again(id, inventPerson());
    await db.account.delete({ where: { id } });
    await expect(standing(db, ticket)).rejects.toThrow();
    expect(person.ci).not.toBeNull();
  });
});

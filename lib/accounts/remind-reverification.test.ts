import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { remindOfReverification } from "./remind-reverification";
import { contextWith, inventPerson, openMember } from "./sign-up.fixture";

/** In a database of its own, since it goes through all accounts. */
describe.each(inject("databases").map(({ name }) => name))("reminding on %s", (name) => {
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
  // 00:00 KST of 15 January 2098.
  const midnight = new Date("2098-01-14T15:00:00Z");
  const remind = (now: Date, reverifyAfterDays = 365) =>
    remindOfReverification({ ...contextWith(db, { kind: "unknown" }, { now }), reverifyAfterDays });

  it("tells each member once, from 30 days before on, by two servers at once too", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const id = await openMember(db, inventPerson());
      // 335 days before: 30 are left.
      await db.account.update({
        where: { id },
        data: { verifiedAt: new Date("2097-02-14T03:00Z") },
      });
      ids.push(id);
    }
    const justBefore = new Date(midnight.getTime() - 1);
    expect(await remind(justBefore)).toBe(0);
    const told = await Promise.all([remind(midnight), remind(midnight)]);
    expect(told.reduce((sum, count) => sum + count)).toBe(3);
    expect(await remind(midnight)).toBe(0);
    const mails = await db.mail.findMany({ where: { kind: "reverification_due" } });
    expect(mails.map(({ accountId }) => accountId).sort()).toEqual([...ids].sort());
  });

  it("tells nobody where members never verify again", async () => {
    const id = await openMember(db, inventPerson());
    await db.account.update({ where: { id }, data: { verifiedAt: new Date("2097-02-14T03:00Z") } });
    expect(await remind(midnight, 0)).toBe(0);
  });
});

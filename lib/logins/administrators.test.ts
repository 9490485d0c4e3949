import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { AccountGone } from "@/lib/logins/account-gone";
import { logIn } from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { migrate } from "@/prisma/engine/migrate";
import { createAdministrator } from "@/lib/admin/console";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { administrators } from "./administrators";
import { checkCredentials, endLogin, findLogin, forgetLogins } from "./login";

const password = "correct horse battery";
const indexKeys = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const now = new Date("2096-05-05T05:05:05.005Z");
const context = { indexKeys, now };
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const minute = 60_000;
const [thirtyMinutes, eightHours] = [1_800_000, 28_800_000];

/** In a database of its own, since `forgetLogins` goes through all of it. */
describe.each(inject("databases").map(({ name }) => name))(
  "an administrator's login on %s",
  (name) => {
    let database: TestDatabase;
    let db: PrismaClient;
    beforeAll(async () => {
      database = await createDatabaseLike(name);
      await migrate(database.url);
      db = openDatabase(database.url);
    });
    afterAll(async () => {
      await db.$disconnect();
      await database.drop();
    });

    async function inventAdministrator() {
      const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
      await createAdministrator(db, { email, password }, now);
      return db.administrator.findUniqueOrThrow({ where: { email } });
    }
    const isIn = async (token: string, at: Date) =>
      (await findLogin(administrators, db, token, at)) !== null;

    it("finds the administrator however the address is typed", async () => {
      const { id, email } = await inventAdministrator();
      for (const typed of [email, `${email.toUpperCase()}\u200b`, email.replace("@", "＠")]) {
        expect(
          await checkCredentials(administrators, db, { email: typed, password }, context),
        ).toMatchObject({ id });
      }
    });

    it.each(["\u0000", "a\u0000b@example.com", "\ud800@example.com", "", "no address"])(
      "knows nobody under %j, and fails in no other way",
      async (email) => {
        expect(await checkCredentials(administrators, db, { email, password }, context)).toBeNull();
      },
    );

    it("ends after thirty idle minutes", async () => {
      const { id } = await inventAdministrator();
      const token = await logIn(administrators, db, id, now);
      expect(await isIn(token, after(thirtyMinutes + 1))).toBe(false);
      expect(await isIn(token, after(thirtyMinutes))).toBe(true);
      // Just used: thirty more minutes.
      expect(await isIn(token, after(2 * thirtyMinutes))).toBe(true);
      expect(await isIn(token, after(3 * thirtyMinutes + 1))).toBe(false);
    });

    it("counts idle time from the last page view, stored once a minute", async () => {
      const { id } = await inventAdministrator();
      const token = await logIn(administrators, db, id, now);
      expect(await isIn(token, after(minute))).toBe(true);
      expect(await isIn(token, after(thirtyMinutes + 1))).toBe(false);
      expect(await isIn(token, after(minute + 1))).toBe(true);
      expect(await isIn(token, after(minute + 1 + thirtyMinutes))).toBe(true);
    });

    it("ends after eight hours, however busy", async () => {
      const { id } = await inventAdministrator();
      const token = await logIn(administrators, db, id, now);
      for (let at = 20 * minute; at < eightHours; at += 20 * minute) {
        expect(await isIn(token, after(at))).toBe(true);
      }
      expect(await isIn(token, after(eightHours - 1))).toBe(true);
      expect(await isIn(token, after(eightHours))).toBe(true);
      expect(await isIn(token, after(eightHours + 1))).toBe(false);
    });

    it("is deleted once it is over by idle time or by age, and no earlier", async () => {
      const { id: administratorId } = await inventAdministrator();
      const count = () => db.administratorSession.count({ where: { administratorId } });
      const busy = await logIn(administrators, db, administratorId, now);
      await logIn(administrators, db, administratorId, now);
      expect(await isIn(busy, after(20 * minute))).toBe(true);
      await forgetLogins(administrators, db, after(thirtyMinutes));
      expect(await count()).toBe(2);
      await forgetLogins(administrators, db, after(thirtyMinutes + 1));
      expect(await count()).toBe(1);
      for (let at = 40 * minute; at <= eightHours; at += 20 * minute) await isIn(busy, after(at));
      await forgetLogins(administrators, db, after(eightHours));
      expect(await count()).toBe(1);
      await forgetLogins(administrators, db, after(eightHours + 1));
      expect(await count()).toBe(0);
    });

    it("does not begin for an administrator who was removed, even at the same moment", async () => {
      const { id: administratorId } = await inventAdministrator();
      await db.administrator.delete({ where: { id: administratorId } });
      await expect(logIn(administrators, db, administratorId, now)).rejects.toThrow(AccountGone);
      expect(await db.auditEvent.count({ where: { actor: administratorId } })).toBe(0);
      const others = await Promise.all(Array.from({ length: 20 }, inventAdministrator));
      const answers = await Promise.allSettled(
        others.flatMap(({ id }) => [
          logIn(administrators, db, id, now),
          db.administrator.delete({ where: { id } }),
          logIn(administrators, db, id, now),
        ]),
      );
      const faults = answers.flatMap((each) =>
        each.status === "rejected" && !(each.reason instanceof AccountGone) ? [each.reason] : [],
      );
      expect(faults).toEqual([]);
      const among = { administratorId: { in: others.map(({ id }) => id) } };
      expect(await db.administratorSession.count({ where: among })).toBe(0);
    });

    it("is recorded once as ended, however often it is ended", async () => {
      const { id } = await inventAdministrator();
      const token = await logIn(administrators, db, id, now);
      const end = () => endLogin(administrators, db, token, now);
      await Promise.all([end(), end()]);
      await end();
      const events = await db.auditEvent.findMany({ where: { actor: id }, orderBy: { id: "asc" } });
      expect(events.map(({ kind }) => kind)).toEqual([
        "administrator_logged_in",
        "administrator_logged_out",
      ]);
    });

    it("records a failed try by a keyed subject, known or not", async () => {
      const { id, email } = await inventAdministrator();
      const at = new Date(now.getTime() + Number.parseInt(randomBytes(3).toString("hex"), 16));
      for (const typed of [email, email.toUpperCase(), "nobody@example.com", "\u0000"]) {
        const wrong = { email: typed, password: "not the password" };
        expect(
          await checkCredentials(administrators, db, wrong, { indexKeys, now: at }),
        ).toBeNull();
      }
      const events = await db.auditEvent.findMany({ where: { at }, orderBy: { id: "asc" } });
      expect(events.map(({ kind }) => kind)).toEqual(Array(4).fill("administrator_login_failed"));
      const subjects = events.map(({ subject }) => subject ?? "");
      for (const subject of subjects) expect(subject).toMatch(/^[0-9a-f]{40}$/);
      expect(subjects[1]).toBe(subjects[0]);
      expect(new Set(subjects).size).toBe(3);
      expect(JSON.stringify(events.map((each) => ({ ...each, id: 0, txid: 0 })))).not.toContain(id);
    });
  },
);

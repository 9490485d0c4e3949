import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inventKeys, mailing } from "@/lib/accounts/sign-up.fixture";
import { openDatabase, type Database } from "@/lib/db";
import type { AdministratorRole } from "@/lib/generated/prisma/client";
import { spend } from "@/lib/limits/spend";
import { administrators as kind } from "@/lib/logins/administrators";
import { Admitted, mayActAs, roles } from "@/lib/logins/admission";
import { checkCredentials } from "@/lib/logins/login";
import { unsealMail } from "@/lib/mail/outbox";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import {
  changeRole,
  listAdministration,
  noteRightsCheck,
  removeAdministrator,
  rightsCheckDue,
  unlockAdministrator,
} from "./administrators";
import { admit } from "./admitted.fixture";
import { createAdministrator, resetAdministrator } from "./console";
import { employ } from "./employed.fixture";

const now = new Date("2026-11-23T00:00:00Z");
const keys = inventKeys();
const password = "correct horse battery";

describe("a role", () => {
  it("lets in whoever has it or a higher one", () => {
    const table = roles.map((role) => roles.map((needed) => mayActAs(role, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
    const { login, from } = admit("viewer");
    expect(Admitted.to("operator", login, from)).toBeNull();
    expect(Admitted.to("owner", { ...login, role: "owner" }, from)?.as).toBe("owner");
  });
});

/** In a database of its own, since the guard counts every owner. */
describe.each(inject("databases").map(({ name }) => name))("administrators on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  const context = () => ({ db, indexKeys: keys.indexKeys, now });
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });
  async function invent(role?: AdministratorRole) {
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password, role }, now);
    return db.administrator.findUniqueOrThrow({ where: { email } });
  }
  /** The owner whom `an owner stays` has left. */
  const boss = async () => employ(db, "owner", (await owners())[0]?.id ?? "");
  const owners = () => db.administrator.findMany({ where: { role: "owner" } });
  const eventsOf = (subject: string) =>
    db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } });

  it("begin with an owner; who comes later sees only, unless told", async () => {
    expect((await invent()).role).toBe("owner");
    const second = await invent();
    expect(second.role).toBe("viewer");
    expect((await invent("operator")).role).toBe("operator");
    expect(await eventsOf(second.id)).toMatchObject([
      { kind: "administrator_created", actor: "console", detail: { role: "viewer" } },
    ]);
  });

  it("keep their last owner, by whatever way", async () => {
    const [last] = await owners();
    if (last === undefined) throw new Error("no owner");
    const boss = await employ(db, "owner", last.id);
    const changed = { id: last.id, from: "owner", role: "operator" } as const;
    expect(await changeRole(boss, changed, context())).toEqual({ kind: "last_owner" });
    expect(await removeAdministrator(boss, last.id, context())).toEqual({ kind: "last_owner" });
    await expect(db.administrator.deleteMany()).rejects.toThrow();
    await expect(db.administrator.updateMany({ data: { role: "viewer" } })).rejects.toThrow();
    expect(await owners()).toHaveLength(1);
    expect((await eventsOf(last.id)).map((event) => event.kind)).toEqual(["administrator_created"]);
  });

  it("keep one owner where two step down at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await invent("owner");
      const both = await owners();
      expect(both).toHaveLength(2);
      const outcomes = await Promise.all(
        both.map(async ({ id }) =>
          changeRole(
            await employ(db, "owner", id),
            { id, from: "owner", role: "viewer" },
            context(),
          ),
        ),
      );
      expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(["done", "last_owner"]);
      expect(await owners()).toHaveLength(1);
    }
  });

  it("are given another role, and removed, by whom on record", async () => {
    const by = await boss();
    const { id } = await invent("viewer");
    expect(await changeRole(by, { id, from: "viewer", role: "operator" }, context())).toEqual({
      kind: "done",
    });
    await changeRole(by, { id, from: "viewer", role: "operator" }, context());
    const late = { id, from: "viewer", role: "owner" } as const;
    expect(await changeRole(by, late, context()), "the second owner").toEqual({ kind: "changed" });
    expect(await removeAdministrator(by, id, context())).toEqual({ kind: "done" });
    expect(await removeAdministrator(by, id, context())).toEqual({ kind: "done" });
    expect((await eventsOf(id)).slice(1)).toMatchObject([
      {
        ...{ kind: "administrator_role_changed", actor: by.id },
        detail: { from: "viewer", to: "operator" },
      },
      { kind: "administrator_removed", actor: by.id },
    ]);
  });

  it("are locked out from where the wrong passwords came, not from elsewhere, until an owner lifts it", async () => {
    const by = await boss();
    const { id, email } = await invent("viewer");
    const limits = { ...keys, statements: db.$statements };
    const tryFrom = (address: string) =>
      spend(
        "administratorLogin",
        { address, account: email, "address and account": `${address} ${email}` },
        limits,
      );
    for (let at = 0; at < 5; at += 1) await tryFrom("198.51.100.1");
    expect((await tryFrom("198.51.100.1")).kind).toBe("limited");
    expect((await tryFrom("198.51.100.2")).kind).toBe("allowed");
    const listed = async () =>
      (
        await listAdministration(by, {
          ...{ ...context(), now: new Date() },
          statements: db.$statements,
        })
      ).administrators.find((each) => each.id === id);
    expect(await listed()).toMatchObject({ isLocked: true, factor: "none" });
    await unlockAdministrator(by, id, context());
    expect(await listed()).toMatchObject({ isLocked: false });
    expect((await tryFrom("198.51.100.1")).kind).toBe("allowed");
  });

  it("are reset on the console: no second factor, no login, the other owners told", async () => {
    const { id, email } = await invent("operator");
    const factor = { totpSealed: randomBytes(40), totpSealedKeyId: "k1", totpLastStep: 1 };
    await db.administrator.update({ where: { id }, data: factor });
    const codeHash = randomBytes(32);
    await db.recoveryCode.create({ data: { administratorId: id, codeHash } });
    const surroundings = { db, mailing, sealKeys: keys.sealKeys, now };
    const fresh = "another correct horse";
    expect(await resetAdministrator({ email, password: fresh }, surroundings)).toBe(true);
    const nobody = { email: "nobody@example.com", password: fresh };
    expect(await resetAdministrator(nobody, surroundings)).toBe(false);
    expect(await db.administrator.findUnique({ where: { id } })).toMatchObject({
      ...{ totpSealed: null, totpLastStep: null, role: "operator" },
    });
    expect(await db.recoveryCode.count({ where: { administratorId: id } })).toBe(0);
    const typed = { email, password: fresh };
    expect(await checkCredentials(kind, db, typed, context())).toMatchObject({ id });
    const mails = await db.mail.findMany({ where: { kind: "administrator_reset" } });
    const to = mails.map(({ id: mail, sealed, sealedKeyId }) => {
      if (sealed === null || sealedKeyId === null) throw new Error("The mail is gone");
      const content = unsealMail({ sealed, keyId: sealedKeyId }, mail, keys.sealKeys);
      expect(content.text).toContain(email);
      return content.to;
    });
    expect(to.sort()).toEqual((await owners()).map((owner) => owner.email).sort());
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      ...{ kind: "administrator_reset", actor: "console" },
    });
  });

  it("have their rights checked once a year", async () => {
    const by = await boss();
    const due = async () => {
      const login = await kind.find(db, by.login.tokenHash, new Date());
      return login && rightsCheckDue(login);
    };
    expect(await due()).toBe("2027-11-23");
    const later = new Date("2027-03-01T00:00:00Z");
    await noteRightsCheck(by, { ...context(), now: later });
    expect(await due()).toBe("2028-02-29");
    expect(await db.auditEvent.count({ where: { kind: "rights_checked", actor: by.id } })).toBe(1);
  });
});

import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  inventKeys,
  inventPerson,
  logIn,
  mailing,
  openMember,
} from "@/lib/accounts/sign-up.fixture";
import { readOwnData } from "@/lib/own-account/own-data";
import { openDatabase } from "@/lib/db";
import { spend } from "@/lib/limits/spend";
import type { Operator } from "@/lib/logins/admission";
import { findLogin } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import { actOnAccount, possibleActs, type Act } from "./act-on-account";
import { admit } from "./admitted.fixture";
import { employ } from "./employed.fixture";
import { readPerson } from "./read-person";
import { reveal } from "./reveal";

const now = new Date();
const keys = inventKeys();
const viewer = admit("viewer");
const why = { reason: "asked_by_member", note: "전화로 물어봄" } as const;

describe.each(inject("databases").slice(0, 1))("a person on $name", ({ url }) => {
  const db = openDatabase(url);
  let operator: Operator;
  beforeAll(async () => {
    operator = await employ(db, "operator");
  });
  afterAll(() => db.$disconnect());
  const context = {
    ...{ db, statements: db.$statements, ...keys, mailing, reverifyAfterDays: 365 },
    ...{ rejoinCooldownDays: 30, now },
  };
  const eventsOf = async (subject: string) =>
    (await db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } })).map(
      ({ kind, actor, detail, address }) => ({ kind, actor, detail, address }),
    );
  const notesOf = async (subject: string) => {
    const events = await db.auditEvent.findMany({ where: { subject } });
    const where = { eventId: { in: events.map(({ id }) => id) } };
    return (await db.auditNote.findMany({ where })).map(({ note }) => note);
  };
  async function see(id: string) {
    const person = await readPerson(viewer, id, context);
    if (person === null) throw new Error("nobody");
    return person;
  }
  async function act(id: string, which: Act, version?: string) {
    const seen = version ?? (await see(id)).version;
    return (await actOnAccount(operator, { id, act: which, version: seen, ...why }, context)).kind;
  }
  const mailsOf = async (accountId: string) =>
    (await db.mail.findMany({ where: { accountId } })).map(({ kind }) => kind).sort();

  it("is shown masked, with nothing unmasked anywhere in it, and the look is on record", async () => {
    const person = inventPerson({ name: "홍비밀", phone: "01000009876", birthDate: "1988-07-06" });
    const id = await openMember(db, person);
    const { email } = await db.account.findUniqueOrThrow({ where: { id } });
    const shown = await see(id);
    expect(shown).toMatchObject({
      profile: { name: "홍*밀", phone: "010-****-9876", birthDate: "1988-**-**", carrier: "SKT" },
      consents: [{ document: "privacy" }, { document: "terms" }],
      attempts: [{ purpose: "signup", state: "consumed" }],
      mails: [{ kind: "confirm_email", state: "waiting" }],
      locks: [],
    });
    expect(shown.logins).toHaveLength(1);
    const said = JSON.stringify(shown);
    for (const secret of ["홍비밀", "01000009876", "1988-07-06", email]) {
      expect(said).not.toContain(secret);
    }
    expect((await eventsOf(id)).at(-1)).toEqual({
      ...{ kind: "person_shown", actor: viewer.id },
      ...{ detail: {}, address: "203.0.113.7" },
    });
    expect(await readPerson(viewer, "nobody", context)).toBeNull();
  });

  it("is shown although its profile does not open", async () => {
    const id = await openMember(db);
    await db.account.update({ where: { id }, data: { profileSealedKeyId: "k9" } });
    expect(await see(id)).toMatchObject({ id, profile: null, email: expect.stringMatching(/\*/) });
    expect(await reveal(operator, { id, field: "name", ...why }, context)).toBeNull();
  });

  it("reveals one value, on record before it leaves, and the member sees who asked and why", async () => {
    const person = inventPerson({ name: "홍비밀", phone: "01000009876" });
    const id = await openMember(db, person);
    expect(await reveal(operator, { id, field: "phone", ...why }, context)).toBe("010-0000-9876");
    expect((await eventsOf(id)).at(-1)).toEqual({
      ...{ kind: "person_revealed", actor: operator.id },
      detail: { field: "phone", reason: why.reason },
      address: "203.0.113.7",
    });
    expect(await notesOf(id)).toEqual([why.note]);
    const [look] = (await readOwnData(id, context))?.events ?? [];
    expect(look).toMatchObject({
      ...{ kind: "person_revealed", by: "administrator" },
      ...{ field: "phone", reason: "asked_by_member" },
    });
    // What the desk noted for itself is not the member's page.
    expect(JSON.stringify(look)).not.toContain(why.note);
  });

  it("gives no value out where it cannot be recorded", async () => {
    const id = await openMember(db);
    const broken = { ...context, db: openDatabase("postgres://nobody@127.0.0.1:1/none") };
    await expect(reveal(operator, { id, field: "name", ...why }, broken)).rejects.toThrow();
  });

  it("is suspended and restored: logged out, unable to log in, told by mail", async () => {
    const id = await openMember(db);
    const token = await logIn(members, db, id, now);
    expect(await act(id, "suspend")).toBe("done");
    expect(await findLogin(members, db, token, now)).toBeNull();
    await expect(logIn(members, db, id, now)).rejects.toThrow();
    expect(possibleActs(await see(id))).not.toContain("suspend");
    expect(await act(id, "suspend")).toBe("changed");
    expect(await act(id, "restore")).toBe("done");
    await logIn(members, db, id, now);
    expect(await mailsOf(id)).toEqual(["account_restored", "account_suspended", "confirm_email"]);
    const kinds = (await eventsOf(id)).filter(({ actor }) => actor === operator.id);
    expect(kinds).toEqual(
      ["account_suspended", "account_restored"].map((kind) => ({
        ...{ kind, actor: operator.id },
        ...{ detail: { reason: why.reason }, address: "203.0.113.7" },
      })),
    );
    expect(await notesOf(id)).toEqual([why.note, why.note]);
  });

  it("has to verify again once that is required, and is told so", async () => {
    const id = await openMember(db);
    const token = await logIn(members, db, id, now);
    expect(await findLogin(members, db, token, now)).toMatchObject({ reverifyRequiredAt: null });
    expect(await act(id, "require_reverification")).toBe("done");
    expect(await findLogin(members, db, token, now)).toMatchObject({ reverifyRequiredAt: now });
    expect(await see(id)).toMatchObject({ isDue: true });
    expect(await mailsOf(id)).toContain("reverification_required");
  });

  it("is logged out everywhere, and asked to confirm the address again", async () => {
    const id = await openMember(db);
    const before = await db.link.findMany({ where: { accountId: id } });
    expect(await act(id, "end_logins")).toBe("done");
    expect(await db.session.count({ where: { accountId: id } })).toBe(0);
    expect(await act(id, "resend_confirmation")).toBe("done");
    const after = await db.link.findMany({ where: { accountId: id } });
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect(await mailsOf(id)).toEqual(["confirm_email", "confirm_email", "logins_ended_for_you"]);
  });

  it("is unlocked: every limit by whatever address, and a recovery that was frozen", async () => {
    const id = await openMember(db);
    const { email } = await db.account.findUniqueOrThrow({ where: { id } });
    const other = await openMember(db);
    const { email: otherEmail } = await db.account.findUniqueOrThrow({ where: { id: other } });
    const tryAs = (account: string, address: string) =>
      spend("login", { address, account, "address and account": `${address} ${account}` }, context);
    const addresses = [0, 1].map(() => `198.51.100.${randomInt(1e6)}`);
    for (const account of [email, otherEmail]) {
      for (const address of addresses) {
        for (let at = 0; at < 10; at += 1) await tryAs(account, address);
        expect((await tryAs(account, address)).kind).toBe("limited");
      }
    }
    for (let at = 0; at < 10; at += 1)
      await spend("stepUp", { account: id.toLowerCase() }, context);
    await db.account.update({
      where: { id },
      data: { recoveryFrozenUntil: new Date(now.getTime() + 86_400_000) },
    });
    const shown = await see(id);
    expect(shown.locks.map(({ name }) => name).sort()).toEqual(["login", "stepUp"]);
    expect(shown.frozenUntil).not.toBeNull();
    expect(await act(id, "unlock")).toBe("done");
    expect(await see(id)).toMatchObject({ locks: [], frozenUntil: null });
    for (const address of addresses) {
      expect((await tryAs(email, address)).kind).toBe("allowed");
      expect((await tryAs(otherEmail, address)).kind).toBe("limited");
    }
  });

  it("is closed as leaving does, by whom and why on record", async () => {
    const id = await openMember(db);
    const { email } = await db.account.findUniqueOrThrow({ where: { id } });
    expect(await act(id, "close", "another version")).toBe("changed");
    expect(await act(id, "close")).toBe("done");
    expect(await db.account.count({ where: { OR: [{ id }, { email }] } })).toBe(0);
    expect(await mailsOf(id)).toEqual(["account_closed"]);
    const kinds = (await eventsOf(id)).map(({ kind }) => kind);
    expect(kinds).toContain("account_closed");
    expect(kinds).not.toContain("account_left");
    expect(await act(id, "close", "any")).toBe("gone");
  });

  it("lets the first of two administrators act; the second is told that it has changed", async () => {
    const id = await openMember(db);
    const { version } = await see(id);
    const kinds = await Promise.all([act(id, "suspend", version), act(id, "suspend", version)]);
    expect(kinds.sort()).toEqual(["changed", "done"]);
    expect(await act(id, "unlock", version)).toBe("changed");
    expect(await mailsOf(id)).toEqual(["account_suspended", "confirm_email"]);
  });

  it("keeps an act, its record and its mail together", async () => {
    const id = await openMember(db);
    const { version } = await see(id);
    const impossible = { ...why, note: "\u0000" };
    const asked = { id, act: "suspend", version, ...impossible } as const;
    await expect(actOnAccount(operator, asked, context)).rejects.toThrow();
    expect(await db.account.findUnique({ where: { id } })).toMatchObject({ suspendedAt: null });
    expect(await mailsOf(id)).toEqual(["confirm_email"]);
  });
});

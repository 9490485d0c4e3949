import { afterAll, describe, expect, inject, it } from "vitest";
import {
  actAs,
  inventCredentials,
  inventPerson,
  logIn,
  openMember,
} from "@/lib/accounts/sign-up.fixture";
import { leave } from "@/lib/accounts/leave";
import { verifyPassword } from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";
import { findLogin } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import { inventPasskey } from "@/prisma/row.fixture";
import { beginWait, recoverAccount } from "./recover-account";
import { readRecovery, waitLength } from "./read-recovery";
import { standing, verifyFor } from "./recovery.fixture";
import { cancelRecovery, freezeLength, repudiate } from "./repudiate";
import { tokenIn } from "@/lib/mail/mail-token.fixture";

const minute = 60_000;
const typed = { password: "a brand new battery", email: null };

describe.each(inject("databases"))("getting back in on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());

  async function member(traits: { confirmed?: boolean } = {}) {
    const person = inventPerson();
    const id = await openMember(db, person);
    if (traits.confirmed !== false) {
      await db.account.update({ where: { id }, data: { emailConfirmedAt: new Date() } });
    }
    return { id, person };
  }
  const recovering = (person: ReturnType<typeof inventPerson>, now?: Date) =>
    verifyFor(db, { purpose: "recovery" }, person, now);
  const passwordIs = async (id: string, password: string) => {
    const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id } });
    return verifyPassword(passwordHash, password);
  };

  it("finds the account by the CI, whatever phone and name are now, and sets a new password", async () => {
    const { id, person } = await member();
    const token = await logIn(members, db, id);
    const today = { ...person, phone: "01000000099", name: "개명한" };
    const { attempt, outcome, context } = await recovering(today);
    expect(outcome.kind).toBe("confirmed");
    const view = await readRecovery(attempt, { db, now: new Date(), hasPasskey: false });
    expect(view).toMatchObject({ step: "password", isEmailConfirmed: true });
    expect(view?.maskedEmail).toMatch(/^s\*+@example.com$/);
    const done = await recoverAccount(attempt, typed, { ...context, hasPasskey: false });
    expect(done).toEqual({ kind: "recovered", accountId: id });
    expect(await passwordIs(id, typed.password)).toBe(true);
    expect(await findLogin(members, db, token, new Date())).toBeNull();
    const kinds = await db.mail.findMany({ where: { accountId: id }, select: { kind: true } });
    expect(kinds.map(({ kind }) => kind)).toContain("recovered");
    expect(await db.auditEvent.count({ where: { subject: id, kind: "account_recovered" } })).toBe(
      1,
    );
  });

  it("finds nobody by a phone number that was somebody else's before", async () => {
    const { person } = await member();
    const other = inventPerson({ phone: person.phone, name: person.name });
    const { outcome, attempt } = await recovering(other);
    expect(outcome).toMatchObject({ kind: "declined", code: "account_not_found" });
    expect(attempt).toMatchObject({ state: "refused", accountId: null, sealedPerson: null });
  });

  it("works once: a second use of the grant says the same or nothing, and sets nothing", async () => {
    const { id, person } = await member();
    const { attempt, context } = await recovering(person);
    const options = { ...context, hasPasskey: false };
    await recoverAccount(attempt, typed, options);
    const again = { ...typed, password: "yet another battery" };
    expect(await recoverAccount(attempt, again, options)).toMatchObject({
      code: "attempt_expired",
    });
    const used = await standing(db, attempt);
    expect(await recoverAccount(used, again, options)).toMatchObject({ code: "attempt_expired" });
    expect(await recoverAccount(used, typed, options)).toMatchObject({ kind: "recovered" });
    expect(await passwordIs(id, typed.password)).toBe(true);
  });

  it("lets one of two recoveries win, and tells the other", async () => {
    const { id, person } = await member();
    const [one, other] = [await recovering(person), await recovering(person)];
    const outcomes = await Promise.all([
      recoverAccount(one.attempt, typed, { ...one.context, hasPasskey: false }),
      recoverAccount(
        other.attempt,
        { ...typed, password: "yet another battery" },
        { ...other.context, hasPasskey: false },
      ),
    ]);
    const kinds = outcomes.map((each) => (each.kind === "declined" ? each.code : each.kind));
    expect(kinds.sort()).toEqual(["attempt_expired", "recovered"]);
    expect(await db.auditEvent.count({ where: { subject: id, kind: "account_recovered" } })).toBe(
      1,
    );
  });

  it("is over after ten minutes", async () => {
    const { id, person } = await member();
    const { attempt, context } = await recovering(person);
    const later = new Date(Date.now() + 11 * minute);
    const options = { ...context, now: later, hasPasskey: false };
    expect(await recoverAccount(attempt, typed, options)).toMatchObject({
      code: "attempt_expired",
    });
    expect((await standing(db, attempt, later)).state).toBe("expired");
    expect(await passwordIs(id, typed.password)).toBe(false);
  });

  it("ends where the person leaves meanwhile", async () => {
    const { id, person } = await member();
    const { attempt, context } = await recovering(person);
    await leave(await actAs(db, id), { ...context, rejoinCooldownDays: 30 });
    const outcome = await recoverAccount(attempt, typed, { ...context, hasPasskey: false });
    expect(outcome).toMatchObject({ kind: "declined", code: "attempt_missing" });
    const after = await recovering(person);
    expect(after.outcome).toMatchObject({ code: "rejoin_cooldown" });
  });

  it.each([
    ["suspendedAt", new Date(), "account_suspended"],
    ["recoveryFrozenUntil", new Date(Date.now() + 60 * minute), "recovery_frozen"],
  ] as const)(
    "says so where %s is set, before and after the verification",
    async (column, at, code) => {
      const { id, person } = await member();
      const { attempt, context } = await recovering(person);
      await db.account.update({ where: { id }, data: { [column]: at } });
      const options = { ...context, hasPasskey: false };
      expect(await recoverAccount(attempt, typed, options)).toMatchObject({ code });
      expect((await recovering(person)).outcome).toMatchObject({ code });
    },
  );

  it("takes a new e-mail only where the account's was never confirmed, and tells the old one", async () => {
    const email = inventCredentials().email;
    const known = await member();
    const first = await recovering(known.person);
    await recoverAccount(
      first.attempt,
      { ...typed, email },
      { ...first.context, hasPasskey: false },
    );
    expect(await db.account.count({ where: { id: known.id, email } })).toBe(0);
    const unconfirmed = await member({ confirmed: false });
    const second = await recovering(unconfirmed.person);
    const options = { ...second.context, hasPasskey: false };
    await recoverAccount(second.attempt, { ...typed, email }, options);
    const account = await db.account.findUniqueOrThrow({ where: { id: unconfirmed.id } });
    expect(account).toMatchObject({ email, emailConfirmedAt: null });
    const mails = await db.mail.findMany({ where: { accountId: unconfirmed.id } });
    expect(mails.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["recovered", "confirm_email"]),
    );
  });

  it("asks nobody for an address that another has confirmed, and tells its owner", async () => {
    const owner = await member();
    const { email } = await db.account.findUniqueOrThrow({ where: { id: owner.id } });
    const { id, person } = await member({ confirmed: false });
    const { attempt, context } = await recovering(person);
    const set = { ...typed, email };
    const done = await recoverAccount(attempt, set, { ...context, hasPasskey: false });
    expect(done).toEqual({ kind: "recovered", accountId: id });
    const mails = await db.mail.findMany({ where: { accountId: { in: [id, owner.id] } } });
    const kindsOf = (account: string) =>
      mails.filter(({ accountId }) => accountId === account).map(({ kind }) => kind);
    expect(kindsOf(owner.id)).toContain("address_used_by_another");
    // The one of joining, to the address that they had then.
    expect(kindsOf(id).filter((kind) => kind === "confirm_email")).toHaveLength(1);
  });

  describe("of an account with a passkey", () => {
    async function withPasskey() {
      const known = await member();
      await db.passkey.create({ data: inventPasskey({ accountId: known.id }) });
      return known;
    }

    it("needs the passkey or 24 hours, and never removes the passkey", async () => {
      const { id, person } = await withPasskey();
      const { attempt, context } = await recovering(person);
      const without = { ...context, hasPasskey: false };
      expect(await recoverAccount(attempt, typed, without)).toMatchObject({
        code: "recovery_waits",
      });
      const waits = await beginWait(attempt, without);
      if (waits.kind !== "waits") throw new Error(waits.code);
      expect(waits.readyAt.getTime() - context.now.getTime()).toBe(waitLength);
      expect(await recoverAccount(attempt, typed, without)).toMatchObject({
        code: "recovery_waits",
      });
      // Asked again, the wait does not begin anew.
      const later = { ...without, now: new Date(context.now.getTime() + 5 * minute) };
      expect(await beginWait(attempt, later)).toEqual(waits);
      const after = new Date(waits.readyAt.getTime() + minute);
      const second = await recovering(person, after);
      const options = { ...second.context, now: after, hasPasskey: false };
      expect(await recoverAccount(second.attempt, typed, options)).toMatchObject({
        kind: "recovered",
      });
      expect(await db.passkey.count({ where: { accountId: id, removedAt: null } })).toBe(1);
    });

    it("goes on at once with the passkey", async () => {
      const { person } = await withPasskey();
      const { attempt, context } = await recovering(person);
      const outcome = await recoverAccount(attempt, typed, { ...context, hasPasskey: true });
      expect(outcome).toMatchObject({ kind: "recovered" });
    });

    it("is cancelled by the link of the mail, once, and then shut for a while", async () => {
      const { id, person } = await withPasskey();
      const { attempt, context } = await recovering(person);
      await beginWait(attempt, { ...context, hasPasskey: false });
      const token = await tokenIn(db, id, "recovery_waiting", context.sealKeys);
      const { now } = context;
      expect(await cancelRecovery(token, { db, now })).not.toBeNull();
      expect(await cancelRecovery(token, { db, now })).toBeNull();
      expect((await standing(db, attempt)).state).toBe("expired");
      expect((await recovering(person)).outcome).toMatchObject({ code: "recovery_frozen" });
      const later = new Date(now.getTime() + freezeLength + minute);
      expect((await recovering(person, later)).outcome.kind).toBe("confirmed");
    });
  });

  it("'this was not me' ends the logins, voids the password and shuts recovery; used once, of its own kind", async () => {
    const { id, person } = await member();
    const { attempt, context } = await recovering(person);
    await recoverAccount(attempt, typed, { ...context, hasPasskey: false });
    const login = await logIn(members, db, id);
    const token = await tokenIn(db, id, "recovered", context.sealKeys);
    const { now } = context;
    expect(await repudiate(token, "not_me", { db, now })).toBeNull();
    expect(await repudiate(`${token}x`, "recovery_not_me", { db, now })).toBeNull();
    expect(await repudiate(token, "recovery_not_me", { db, now })).toMatchObject({
      frozenUntil: new Date(now.getTime() + freezeLength),
    });
    expect(await repudiate(token, "recovery_not_me", { db, now })).toBeNull();
    expect(await findLogin(members, db, login, new Date())).toBeNull();
    expect(await passwordIs(id, typed.password)).toBe(false);
    expect((await recovering(person)).outcome).toMatchObject({ code: "recovery_frozen" });
  });
});

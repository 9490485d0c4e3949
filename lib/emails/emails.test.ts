import { afterAll, describe, expect, inject, it } from "vitest";
import {
  actAs,
  logIn,
  contextWith,
  inventCredentials,
  inventPerson,
  openMember,
} from "@/lib/accounts/sign-up.fixture";
import { verifyPassword } from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";
import { unsealMail } from "@/lib/mail/outbox";
import { members } from "@/lib/logins/members";
import { changePassword } from "@/lib/logins/new-password";
import { inventPasskey } from "@/prisma/row.fixture";
import { askAgain, changeEmail, readEmail } from "./change-email";
import { confirmEmail, revertEmail, viewEmailLink } from "./follow-link";

const hour = 3_600_000;
const day = 24 * hour;

describe.each(inject("databases"))("the e-mail of an account on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" });
  const at = (milliseconds: number) => ({
    ...context,
    now: new Date(context.now.getTime() + milliseconds),
  });
  const inLogin = (id: string) => actAs(db, id, context.now);
  const address = () => inventCredentials().email;

  /** Mails to this address, newest first, with the token of the link in each. */
  const mailsTo = async (to: string) => {
    const rows = await db.mail.findMany({ orderBy: { createdAt: "desc" } });
    return rows.flatMap(({ id, kind, sealed, sealedKeyId }) => {
      if (sealed === null || sealedKeyId !== context.sealKeys.current.id) return [];
      try {
        const mail = unsealMail({ sealed, keyId: sealedKeyId }, id, context.sealKeys);
        const [, token = ""] = /token=(\S+)/.exec(mail.text) ?? [];
        return mail.to === to ? [{ kind, token }] : [];
      } catch {
        return []; // Of another test, under other keys.
      }
    });
  };
  const tokenTo = async (to: string, kind: string) =>
    (await mailsTo(to)).find((mail) => mail.kind === kind)?.token ?? "";
  const accountOf = (id: string) => db.account.findUniqueOrThrow({ where: { id } });
  const eventsOf = async (subject: string) =>
    (await db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("email_"));
  const joined = async () => {
    const id = await openMember(db, inventPerson(), { now: context.now });
    const { email } = await accountOf(id);
    return { id, email };
  };
  const confirmed = async () => {
    const member = await joined();
    const token = await tokenTo(member.email, "confirm_email");
    if (!(await confirmEmail(token, context))) throw new Error("not confirmed");
    return member;
  };

  it("is confirmed by the link's press, once, in its time, for its purpose", async () => {
    const { id, email } = await joined();
    const token = await tokenTo(email, "confirm_email");
    for (let look = 0; look < 2; look += 1) {
      expect(await viewEmailLink(token, "confirm_email", context)).toMatchObject({
        isChange: false,
      });
    }
    expect((await accountOf(id)).emailConfirmedAt).toBeNull();
    expect(await revertEmail(token, context)).toBe(false);
    expect(await confirmEmail(`${token.slice(0, -1)}x`, context)).toBe(false);
    expect(await confirmEmail(token, at(24 * hour))).toBe(false);
    const pressed = [confirmEmail(token, context), confirmEmail(token, context)];
    expect((await Promise.all(pressed)).sort()).toEqual([false, true]);
    expect((await accountOf(id)).emailConfirmedAt).toEqual(context.now);
    expect(await viewEmailLink(token, "confirm_email", context)).toBeNull();
    expect(await eventsOf(id)).toEqual(["email_confirmed"]);
  });

  it("is corrected at once while nobody confirmed it; the link to the wrong one is void", async () => {
    const { id, email } = await joined();
    const wrong = await tokenTo(email, "confirm_email");
    const right = address();
    await changeEmail(await inLogin(id), right, context);
    expect(await accountOf(id)).toMatchObject({ email: right, emailConfirmedAt: null });
    expect(await confirmEmail(wrong, context)).toBe(false);
    expect(await confirmEmail(await tokenTo(right, "confirm_email"), context)).toBe(true);
    expect(await accountOf(id)).toMatchObject({ email: right, emailConfirmedAt: context.now });
    expect(await mailsTo(email)).toEqual([expect.objectContaining({ kind: "confirm_email" })]);
    expect(await eventsOf(id)).toEqual(["email_corrected", "email_confirmed"]);
  });

  it("changes once the new one is confirmed; the old one is told, with a way back for seven days", async () => {
    const { id, email } = await confirmed();
    const next = address();
    await changeEmail(await inLogin(id), next, context);
    expect(await readEmail(id, context)).toEqual({ email, isConfirmed: true, awaited: next });
    const token = await tokenTo(next, "confirm_email");
    expect(await viewEmailLink(token, "confirm_email", context)).toMatchObject({ isChange: true });
    expect(await confirmEmail(token, context)).toBe(true);
    expect(await readEmail(id, context)).toEqual({ email: next, isConfirmed: true, awaited: null });
    await logIn(members, db, id, context.now);
    const back = await tokenTo(email, "email_changed");
    expect(await confirmEmail(back, context)).toBe(false);
    expect(await revertEmail(back, at(7 * day))).toBe(false);
    // Changed again: the way back of the first is still there, and goes with it.
    const third = address();
    await changeEmail(await inLogin(id), third, context);
    await confirmEmail(await tokenTo(third, "confirm_email"), context);
    const hijackersWay = await tokenTo(next, "email_changed");
    await changeEmail(await inLogin(id), address(), context);
    expect(await revertEmail(back, at(7 * day - 1))).toBe(true);
    expect(await accountOf(id)).toMatchObject({ email });
    expect(await db.session.count({ where: { accountId: id } })).toBe(0);
    expect(await revertEmail(hijackersWay, context)).toBe(false);
    expect(await db.link.count({ where: { accountId: id } })).toBe(0);
    expect((await eventsOf(id)).slice(1)).toEqual([
      "email_change_asked",
      "email_changed",
      "email_change_asked",
      "email_changed",
      "email_change_asked",
      "email_reverted",
    ]);
  });

  it("taken back shuts out whoever changed it: their password, logins and passkeys count no more", async () => {
    const { id, email } = await confirmed();
    const before = { ...inventPasskey({ accountId: id }), createdAt: new Date(0) };
    await db.passkey.create({ data: before });
    await logIn(members, db, id, context.now);
    const next = address();
    await changeEmail(await inLogin(id), next, context);
    await confirmEmail(await tokenTo(next, "confirm_email"), context);
    await changePassword(await inLogin(id), "the thief's own battery", context);
    const added = { ...inventPasskey({ accountId: id }), createdAt: context.now };
    await db.passkey.create({ data: added });
    expect(await revertEmail(await tokenTo(email, "email_changed"), context)).toBe(true);
    const { passwordHash } = await accountOf(id);
    for (const password of ["the thief's own battery", inventCredentials().password]) {
      expect(await verifyPassword(passwordHash, password)).toBe(false);
    }
    expect(await db.session.count({ where: { accountId: id } })).toBe(0);
    const passkeys = await db.passkey.findMany({ where: { accountId: id, removedAt: null } });
    expect(passkeys.map((each) => each.id)).toEqual([before.id]);
  });

  it("is asked for again, with a new link alone; nothing where nothing waits", async () => {
    const { id, email } = await joined();
    const first = await tokenTo(email, "confirm_email");
    await askAgain(await inLogin(id), at(1));
    const second = await tokenTo(email, "confirm_email");
    expect(second).not.toBe(first);
    expect(await confirmEmail(first, context)).toBe(false);
    expect(await confirmEmail(second, context)).toBe(true);
    await askAgain(await inLogin(id), context);
    expect(await mailsTo(email)).toHaveLength(2);
    const next = address();
    await changeEmail(await inLogin(id), next, context);
    await askAgain(await inLogin(id), context);
    expect(await mailsTo(next)).toHaveLength(2);
    // The address it has: the change is not wanted any more.
    await changeEmail(await inLogin(id), email, context);
    expect(await readEmail(id, context)).toEqual({ email, isConfirmed: true, awaited: null });
  });

  it("of another stays theirs: no mail but to its owner, and no way to take it", async () => {
    const owner = await confirmed();
    const other = await confirmed();
    const unconfirmed = await joined();
    for (const { id } of [other, unconfirmed])
      await changeEmail(await inLogin(id), owner.email, context);
    expect(await readEmail(other.id, context)).toMatchObject({ awaited: owner.email });
    expect((await mailsTo(owner.email)).map(({ kind }) => kind).sort()).toEqual([
      "address_used_by_another",
      "confirm_email",
    ]);
  });

  it("goes to whoever confirms it first", async () => {
    const [one, two] = [await joined(), await confirmed()];
    const wanted = address();
    await changeEmail(await inLogin(one.id), wanted, context);
    const first = await tokenTo(wanted, "confirm_email");
    await changeEmail(await inLogin(two.id), wanted, at(1));
    const second = await tokenTo(wanted, "confirm_email");
    const pressed = await Promise.all([
      confirmEmail(first, context),
      confirmEmail(second, context),
    ]);
    expect(pressed.filter(Boolean)).toHaveLength(1);
    const where = { email: wanted, emailConfirmedAt: { not: null } };
    expect(await db.account.count({ where })).toBe(1);
  });
});

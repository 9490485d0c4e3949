import { afterAll, describe, expect, inject, it } from "vitest";
import type { Credentials } from "@/lib/logins/credentials";
import { readLink } from "@/lib/mail/links";
import { unsealMail } from "@/lib/mail/outbox";
import { openDatabase } from "@/lib/db";
import { expireAttempts, forgetAttempts, type AttemptView } from "../verification/attempts";
import { confirmIdentity } from "../verification/confirm-identity";
import { openAccount } from "./open-account";
import {
  beginSignUp,
  inventCredentials,
  inventImpUid,
  inventPerson,
  contextWith,
  verified,
  verify,
  reread,
} from "./sign-up.fixture";

describe.each(inject("databases"))("opening an account on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" });

  async function confirmed(person = inventPerson()): Promise<AttemptView> {
    return (await verify(db, person)).attempt;
  }

  it("consumes the attempt, destroys what was sealed on it, and writes account, consents and event", async () => {
    const attempt = await confirmed();
    const outcome = await openAccount(attempt, inventCredentials(), context);
    if (outcome.kind !== "opened") throw new Error(outcome.code);
    const { accountId } = outcome;
    expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })).toMatchObject({
      state: "consumed",
      personSealed: null,
    });
    expect(await db.consent.count({ where: { accountId } })).toBe(2);
    expect(
      await db.auditEvent.count({ where: { kind: "account_opened", subject: accountId } }),
    ).toBe(1);
  });

  it("answers a second sending of the same form as the first", async () => {
    const attempt = await confirmed();
    const credentials = inventCredentials();
    const [one, two] = await Promise.all([
      openAccount(attempt, credentials, context),
      openAccount(attempt, credentials, context),
    ]);
    if (one.kind !== "opened" || two.kind !== "opened") throw new Error("not opened");
    expect(two.accountId).toBe(one.accountId);
    // One login was begun with the account; the other sending begins its own.
    expect([one, two].filter(({ token }) => token !== null)).toHaveLength(1);
    expect(
      await openAccount(
        await reread(db, attempt),
        { ...credentials, password: "another password" },
        context,
      ),
    ).toEqual({ kind: "declined", code: "verification_used" });
  });

  const mailsTo = async (accountId: string) => {
    const rows = await db.mail.findMany({ where: { accountId }, orderBy: { createdAt: "asc" } });
    return rows.map(({ id, kind, sealed, sealedKeyId }) => {
      if (sealed === null || sealedKeyId === null) throw new Error("no text");
      const content = unsealMail({ sealed, keyId: sealedKeyId }, id, context.sealKeys);
      return { kind, ...content };
    });
  };
  const opened = async (
    credentials: Credentials,
    changes: Partial<typeof context> = {},
    person = inventPerson(),
  ) => {
    const outcome = await openAccount(await confirmed(person), credentials, {
      ...context,
      ...changes,
    });
    if (outcome.kind !== "opened") throw new Error(outcome.code);
    return outcome;
  };

  it("asks at the address, in the person's language, whether it is theirs; wakes the sender", async () => {
    const credentials = inventCredentials();
    let woken = 0;
    const mailing = { ...context.mailing, wake: () => (woken += 1) };
    const { accountId } = await opened(credentials, { locale: "en", mailing });
    expect(woken).toBe(1);
    const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
    expect(account).toMatchObject({ emailConfirmedAt: null, locale: "en" });
    const [mail, ...others] = await mailsTo(accountId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      kind: "confirm_email",
      to: credentials.email,
      subject: "[Example] Please confirm your e-mail address",
    });
    const [, token = ""] = /confirm-email\?token=(\S+)/.exec(mail?.text ?? "") ?? [];
    expect(await readLink(db, token, "confirm_email", new Date())).toEqual({
      accountId,
      email: credentials.email,
    });
  });

  it("opens an account with anybody's address alike, and tells who has confirmed it once a day", async () => {
    const credentials = inventCredentials();
    const owner = await opened(credentials, { locale: "en" });
    await db.account.update({
      where: { id: owner.accountId },
      data: { emailConfirmedAt: new Date() },
    });
    await db.mail.deleteMany({ where: { accountId: owner.accountId } });
    const others = await Promise.all([opened(credentials), opened(credentials)]);
    for (const { accountId, token } of others) {
      expect(token).not.toBeNull();
      expect(await mailsTo(accountId)).toEqual([]);
      expect(await db.account.findUniqueOrThrow({ where: { id: accountId } })).toMatchObject({
        email: credentials.email,
        emailConfirmedAt: null,
      });
    }
    const kind = "address_used_by_another";
    const subject = "[Example] Somebody entered your e-mail address";
    const told = { kind, to: credentials.email, subject };
    expect(await mailsTo(owner.accountId)).toEqual([expect.objectContaining(told)]);
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    await openAccount((await verify(db, inventPerson(), { now: tomorrow })).attempt, credentials, {
      ...context,
      now: tomorrow,
    });
    expect(await mailsTo(owner.accountId)).toHaveLength(2);
  });

  it("lets the unique index decide between 200 browsers of one person", async () => {
    const person = inventPerson();
    const attempts = await Promise.all(Array.from({ length: 200 }, () => confirmed(person)));
    const outcomes = await Promise.all(
      attempts.map((attempt) => openAccount(attempt, inventCredentials(), context)),
    );
    const opened = outcomes.filter(({ kind }) => kind === "opened");
    const refused = outcomes.filter(
      (each) => each.kind === "declined" && each.code === "already_joined",
    );
    expect([opened.length, refused.length]).toEqual([1, 199]);
    const ids = attempts.map(({ id }) => id);
    expect(await db.account.count({ where: { attemptId: { in: ids } } })).toBe(1);
    expect(
      await db.attempt.count({ where: { id: { in: ids }, personSealed: { not: null } } }),
    ).toBe(0);
  }, 120_000);

  it("knows a person again under a new phone number and name", async () => {
    const person = inventPerson();
    const { accountId } = await opened(inventCredentials(), {}, person);
    // Twice: the account is told once a day.
    await confirmed(person);
    const attempt = await beginSignUp(db);
    const renewed = { ...person, phone: "01000009999", name: "홍개명" };
    expect(
      await confirmIdentity(
        attempt,
        inventImpUid(),
        contextWith(db, verified(attempt.id, renewed)),
      ),
    ).toMatchObject({ code: "already_joined" });
    const [told, ...more] = (await mailsTo(accountId)).filter(
      ({ kind }) => kind === "joined_again",
    );
    expect([told?.subject, more]).toEqual(["[Example] 이미 가입한 계정이 있어요", []]);
    expect(
      (await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })).existingAccountId,
    ).toBeNull();
  });

  it("opens nothing without a confirmed attempt, or after its time", async () => {
    expect(await openAccount(await beginSignUp(db), inventCredentials(), context)).toMatchObject({
      code: "attempt_expired",
    });
    const attempt = await confirmed();
    const late = { ...context, now: new Date(Date.now() + 31 * 60_000) };
    expect(await openAccount(attempt, inventCredentials(), late)).toMatchObject({
      code: "attempt_expired",
    });
  });

  it.each(["expired", "refused", "consumed"] as const)(
    "opens nothing with an attempt that has become %s since it was read",
    async (state) => {
      const attempt = await confirmed();
      const gone = { personSealed: null, personSealedKeyId: null };
      const outcome = state === "refused" ? "unexpected" : null;
      await db.attempt.update({ where: { id: attempt.id }, data: { state, outcome, ...gone } });
      expect(await openAccount(attempt, inventCredentials(), context)).toEqual({
        kind: "declined",
        code: "attempt_expired",
      });
      expect(await db.account.count({ where: { attemptId: attempt.id } })).toBe(0);
      const row = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
      expect(row.state).toBe(state);
    },
  );

  it("destroys what is sealed on an attempt whose time is over", async () => {
    // Long ago: other tests have attempts under way in this database.
    const then = new Date("2024-01-01T00:00:00Z");
    const { attempt } = await verify(db, inventPerson(), { now: then });
    await expireAttempts(db, new Date(then.getTime() + 31 * 60_000));
    expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })).toMatchObject({
      state: "expired",
      personSealed: null,
    });
  });

  it("forgets an attempt that ended without an account a day ago, and no other", async () => {
    const hour = 3_600_000;
    const [old, young] = await Promise.all(
      [25, 23].map((hours) => beginSignUp(db, new Date(Date.now() - hours * hour))),
    );
    const joined = await confirmed();
    await openAccount(joined, inventCredentials(), context);
    const ids = [old, young, joined].flatMap((attempt) => attempt?.id ?? []);
    const aged = { expiresAt: new Date(Date.now() - 48 * hour) };
    await db.attempt.update({ where: { id: joined.id }, data: aged });
    await expireAttempts(db, new Date());
    await forgetAttempts(db, new Date());
    const left = await db.attempt.findMany({ where: { id: { in: ids } }, select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([young?.id, joined.id].sort());
  });
});

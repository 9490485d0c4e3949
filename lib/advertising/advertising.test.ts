import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  actAs,
  contextWith,
  inventCredentials,
  openMember,
  verified,
  inventPerson,
  inventImpUid,
  reread,
} from "@/lib/accounts/sign-up.fixture";
import { openAccount } from "@/lib/accounts/open-account";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { shownField, shownMark, signUpDocuments } from "@/lib/consents/documents";
import { openDatabase, type Database } from "@/lib/db";
import { unsealMail, type MailContent } from "@/lib/mail/outbox";
import { confirmIdentity } from "@/lib/verification/confirm-identity";
import { findAttempts, issueAttempt } from "@/lib/verification/attempts";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { decideAdvertising } from "./decide";
import { mayAdvertise, type Channel } from "./may-advertise";
import { remindOfAdvertising } from "./remind";
import { sendAdvertisement } from "./send-advertisement";
import { tellOfJoiningChoices } from "./tell-joining";
import { readUnsubscribeToken, unsubscribe, unsubscribeToken } from "./unsubscribe";

const day = 24 * 3_600_000;

/** In a database of its own, since the jobs go through all accounts. */
describe.each(inject("databases").map(({ name }) => name))("advertising on %s", (name) => {
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
  const noon = new Date("2098-03-02T12:00:00+09:00");
  const night = new Date("2098-03-02T23:00:00+09:00");
  const at = (now: Date) => contextWith(db, { kind: "unknown" }, { now });
  const decide = async (
    id: string,
    given: Parameters<typeof decideAdvertising>[1]["given"],
    now = noon,
  ) => decideAdvertising(await actAs(db, id, now), { given, locale: "ko" }, at(now));
  const may = (id: string, channel: Channel, now = noon) => mayAdvertise(id, channel, { db, now });
  const told = async (accountId: string) => {
    const mails = await db.mail.findMany({
      where: { accountId, kind: { startsWith: "advertising" } },
      orderBy: { createdAt: "asc" },
    });
    return mails.map(({ id, sealed, sealedKeyId }) => {
      if (sealed === null || sealedKeyId === null) throw new Error("The mail is empty");
      return unsealMail({ sealed, keyId: sealedKeyId }, id, at(noon).sealKeys).text;
    });
  };

  it("needs both consents, each by itself, the night's too, and a confirmed address for mail", async () => {
    const id = await openMember(db);
    for (const channel of ["email", "sms", "messenger"] as const) {
      expect(await may(id, channel)).toBe(false);
    }
    await decide(id, ["sms", "email"]);
    expect(await may(id, "sms")).toBe(false);
    await decide(id, ["use", "sms", "email"]);
    expect(await may(id, "sms")).toBe(true);
    expect(await may(id, "sms", night)).toBe(false);
    expect(await may(id, "email", night)).toBe(false);
    await db.account.update({ where: { id }, data: { emailConfirmedAt: noon } });
    expect(await may(id, "email", night)).toBe(true);
    await decide(id, ["use", "sms", "sms_night"]);
    expect(await may(id, "sms", night)).toBe(true);
    expect(await may(id, "email")).toBe(false);
    await db.account.update({ where: { id }, data: { suspendedAt: noon } });
    expect(await may(id, "sms")).toBe(false);
  });

  it("tells the result of giving, refusing and withdrawing at once, each once", async () => {
    const id = await openMember(db);
    expect(await decide(id, ["use", "email"])).toBe(6);
    expect(await decide(id, ["use", "email"])).toBe(0);
    // Withdrawn from two devices at once.
    const both = await Promise.all([decide(id, ["use"]), decide(id, ["use"])]);
    expect(both.sort()).toEqual([0, 1]);
    const [first, second, ...more] = await told(id);
    expect(first).toContain("2098년 3월 2일");
    expect(first).toContain("동의했어요: 광고를 위한 개인정보 이용, 이메일 광고");
    expect(first).toContain("받지 않기로 했어요: 문자 광고");
    expect(second).toContain("동의를 철회했어요: 이메일 광고");
    expect(more).toEqual([]);
    const events = await db.auditEvent.count({
      where: { subject: id, kind: "advertising_withdrawn" },
    });
    expect(events).toBe(1);
  });

  it("is withdrawn without a login, by one way, as often as one likes, also by who left", async () => {
    const id = await openMember(db);
    await decide(id, ["use", "email", "sms", "sms_night"]);
    const { sealKeys } = at(noon);
    const token = unsubscribeToken(id, "sms", sealKeys);
    expect(token).not.toContain(id);
    const read = readUnsubscribeToken(token, sealKeys);
    if (read === null) throw new Error("The token is not read");
    await Promise.all([unsubscribe(read, at(noon)), unsubscribe(read, at(noon))]);
    await unsubscribe(read, at(night));
    const given = await db.advertisingConsent.findMany({
      where: { accountId: id, state: "given" },
      select: { subject: true, remindOn: true },
    });
    expect(given.map(({ subject }) => subject).sort()).toEqual(["email", "use"]);
    expect(await told(id)).toHaveLength(2);
    await unsubscribe({ accountId: "nobody", channel: "email" }, at(noon));
    for (const wrong of [`${token}x`, token.slice(1), "k9.abc", "", null, ["a"]]) {
      expect(readUnsubscribeToken(wrong, sealKeys)).toBeNull();
    }
  });

  it("is asked about at the moment of sending, and carries what the law asks of it", async () => {
    const id = await openMember(db);
    await db.account.update({ where: { id }, data: { emailConfirmedAt: noon } });
    const sent: MailContent[] = [];
    const send = () =>
      sendAdvertisement(
        id,
        { subject: "새 소식", paragraphs: ["안녕하세요."] },
        {
          ...at(night),
          sender: { name: "주식회사 예시", address: null, email: "help@example.com", phone: null },
          deliver: async (_id, mail) => {
            sent.push(mail);
            return { kind: "sent" };
          },
        },
      );
    expect(await send()).toEqual({ kind: "not_allowed" });
    await decide(id, ["use", "email"]);
    expect(await send()).toEqual({ kind: "sent" });
    const [mail] = sent;
    expect(mail?.subject).toBe("(광고) [Example] 새 소식");
    expect(mail?.text).toContain("주식회사 예시 · help@example.com");
    expect(mail?.text).toContain("수신거부 · Unsubscribe");
    const token = new URL(mail?.unsubscribe ?? "").searchParams.get("token");
    expect(readUnsubscribeToken(token, at(noon).sealKeys)).toEqual({
      accountId: id,
      channel: "email",
    });
    await decide(id, ["use"]);
    expect(await send()).toEqual({ kind: "not_allowed" });
    expect(sent).toHaveLength(1);
  });

  it("is reminded of before the second year, and again, by two servers once; silence keeps it", async () => {
    const id = await openMember(db);
    await decide(id, ["use", "email", "sms"]);
    const remind = (date: string) => remindOfAdvertising(at(new Date(`${date}T09:00:00+09:00`)));
    expect(await remind("2100-01-30")).toBe(0);
    const both = await Promise.all([remind("2100-01-31"), remind("2100-01-31")]);
    expect(both.reduce((sum, count) => sum + count)).toBeGreaterThan(0);
    expect(await remind("2100-02-28")).toBe(0);
    const [, reminder, ...more] = await told(id);
    expect(reminder).toContain("이메일 광고 (2098년 3월 2일), 문자 광고 (2098년 3월 2일)");
    expect(more).toEqual([]);
    await remind("2102-01-31");
    expect(await told(id)).toHaveLength(3);
    expect(await may(id, "sms", new Date("2102-06-01T12:00:00+09:00"))).toBe(true);
    await decide(id, []);
    await remind("2104-01-31");
    // The withdrawal was told, and nothing more.
    expect(await told(id)).toHaveLength(4);
  });

  it("that was ticked when joining is recorded with the account, and told once the address is theirs", async () => {
    const now = new Date();
    const shown = signUpDocuments(now);
    const fields = Object.fromEntries([
      ...shown.map((each) => [shownField(each.id), shownMark(each, "en")]),
      ...["terms", "privacy", "advertising-use", "advertising-email"].map((box) => [box, "on"]),
    ]);
    const reading = readConsents(fields, { shown, locale: "en", now });
    if (reading.kind === "refused") throw new Error("The form was refused");
    const { consents, advertising } = reading;
    const begun = await issueAttempt(db, { purpose: "signup", consents, advertising, now });
    if (begun === null) throw new Error("The attempt was not begun");
    const [attempt] = await findAttempts(db, [{ ...begun, purpose: "signup" }], now);
    if (attempt === undefined) throw new Error("The attempt is gone");
    const context = contextWith(db, verified(begun.id, inventPerson()));
    await confirmIdentity(attempt, inventImpUid(), context);
    const opened = await openAccount(await reread(db, attempt), inventCredentials(), context);
    if (opened.kind !== "opened") throw new Error(opened.code);
    const id = opened.accountId;
    const rows = await db.advertisingConsent.findMany({ where: { accountId: id } });
    expect(rows.map(({ subject }) => subject).sort()).toEqual(["email", "use"]);
    expect(rows.map(({ language }) => language)).toEqual(["en", "en"]);
    expect((await db.consent.findMany({ where: { accountId: id } }))[0]?.language).toBe("en");
    // Nobody confirmed the address yet.
    expect(await tellOfJoiningChoices(at(new Date(now.getTime() + day)))).toBe(0);
    await db.account.update({ where: { id }, data: { emailConfirmedAt: now } });
    const tell = () => tellOfJoiningChoices(at(new Date(now.getTime() + day)));
    expect((await Promise.all([tell(), tell()])).sort()).toEqual([0, 1]);
    expect(await told(id)).toHaveLength(1);
  });

  it("that nobody confirmed the address for is told within 14 days all the same", async () => {
    const id = await openMember(db);
    await decide(id, ["use"]);
    await db.advertisingConsent.updateMany({ where: { accountId: id }, data: { toldAt: null } });
    expect(await tellOfJoiningChoices(at(new Date(noon.getTime() + 12 * day)))).toBe(0);
    expect(await tellOfJoiningChoices(at(new Date(noon.getTime() + 13 * day)))).toBe(1);
  });
});

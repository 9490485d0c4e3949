import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys, mailing } from "@/lib/accounts/sign-up.fixture";
import { verifyPassword } from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";
import { unsealMail } from "@/lib/mail/outbox";
import { mayApprove } from "@/lib/exports/requests";
import { listAdministration } from "./administrators";
import { employ } from "./employed.fixture";
import {
  acceptInvitation,
  forgetInvitations,
  invitationLifetime,
  inviteAdministrator,
  readAdministratorName,
  readInvitation,
  withdrawInvitation,
} from "./invitations";

const now = new Date();
const keys = inventKeys();
const password = "seven green bottles on a wall";
const address = "198.51.100.7";

describe.each(inject("databases").slice(0, 1))("an invitation on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = { db, ...keys, mailing, now };
  const inventEmail = () => `new-${randomBytes(6).toString("hex")}@example.com`;
  async function invite(email = inventEmail()) {
    const by = await employ(db, "owner");
    const invited = { email, name: "김새롬", role: "operator", locale: "ko" } as const;
    const outcome = await inviteAdministrator(by, invited, context);
    return { by, email, kind: outcome.kind };
  }
  async function tokenTo(email: string): Promise<string> {
    const mails = await db.mail.findMany({ where: { kind: "administrator_invited" } });
    const texts = mails.flatMap(({ id, sealed, sealedKeyId }) => {
      if (sealed === null || sealedKeyId === null) return [];
      try {
        const mail = unsealMail({ sealed, keyId: sealedKeyId }, id, keys.sealKeys);
        return mail.to === email ? [mail.text] : [];
      } catch {
        // Under the keys of another test.
        return [];
      }
    });
    const tokens = texts.map((text) => /token=([\w-]{43})/.exec(text)?.[1] ?? "");
    return tokens.at(-1) ?? "";
  }
  const accept = (token: string, at = now) =>
    acceptInvitation({ token, password, address }, { db, now: at });

  it("makes an administrator of whoever has the link, once, with a password that they alone know", async () => {
    const { by, email } = await invite();
    const token = await tokenTo(email);
    expect(await readInvitation(db, token, now)).toMatchObject({ email, role: "operator" });
    const both = await Promise.all([accept(token), accept(token)]);
    expect(both.filter((each) => each !== null)).toHaveLength(1);
    expect(await accept(token)).toBeNull();
    const made = await db.administrator.findUniqueOrThrow({ where: { email } });
    expect(made).toMatchObject({ name: "김새롬", role: "operator", totpSealed: null });
    expect(await verifyPassword(made.passwordHash, password)).toBe(true);
    const events = await db.auditEvent.findMany({
      where: { subject: made.id },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject([
      { kind: "administrator_invited", actor: by.id, chain: "rights", address: "203.0.113.7" },
      { kind: "administrator_created", actor: by.id, chain: "rights", address },
    ]);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain(email);
    expect(await mayApprove(db, made.id, by.id), "of their own creation").toBe(false);
  });

  it("is void once it is over, taken back, sent again, or whoever invited is no owner any more", async () => {
    const late = await invite();
    const token = await tokenTo(late.email);
    const after = new Date(now.getTime() + invitationLifetime);
    expect(await accept(token, after)).toBeNull();
    await invite(late.email);
    expect(await accept(token), "sent again").toBeNull();
    expect(await accept(await tokenTo(late.email))).not.toBeNull();

    const back = await invite();
    const list = async (at = now) =>
      (
        await listAdministration(back.by, {
          ...context,
          ...keys,
          statements: db.$statements,
          now: at,
        })
      ).invitations;
    const [listed] = (await list()).filter(({ email }) => email === back.email);
    await withdrawInvitation(back.by, listed?.id ?? "", context);
    expect(await accept(await tokenTo(back.email)), "taken back").toBeNull();

    const lowered = await invite();
    await employ(db, "owner");
    await db.administrator.update({ where: { id: lowered.by.id }, data: { role: "operator" } });
    expect(await accept(await tokenTo(lowered.email)), "no owner").toBeNull();
    await db.administrator.delete({ where: { id: lowered.by.id } });
    expect(await db.administratorInvitation.count({ where: { email: lowered.email } })).toBe(0);
    await forgetInvitations(db, after);
    expect(await list(after)).toEqual([]);
  });

  it("is not sent to who administers already", async () => {
    const { email } = await employ(db, "viewer");
    expect((await invite(email)).kind).toBe("exists");
  });

  it.each([
    ["  김\u0000 새롬\u202e ", "김 새롬"],
    ["", null],
    ["\u200b", null],
  ])("names %j %j", (typed, name) => expect(readAdministratorName(typed)).toBe(name));
});

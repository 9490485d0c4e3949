import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { leave } from "@/lib/accounts/leave";
import { actAs, contextWith, logIn, openMember } from "@/lib/accounts/sign-up.fixture";
import { decideAdvertising } from "@/lib/advertising/decide";
import { recordConsent } from "@/lib/consents/documents";
import { hashToken } from "@/lib/crypto/token";
import { openDatabase } from "@/lib/db";
import { askAgain, changeEmail } from "@/lib/emails/change-email";
import type { Prisma } from "@/lib/generated/prisma/client";
import { agreeAgain } from "@/lib/own-account/agree-again";
import { Authenticator } from "@/lib/passkeys/authenticator.fixture";
import { removePasskey, renamePasskey } from "@/lib/passkeys/passkeys";
import { addPasskey } from "@/lib/passkeys/registration";
import { inventPasskey } from "@/prisma/row.fixture";
import { LoginEnded } from "./account-gone";
import type { Acting } from "./acting";
import { endLoginOf, endOthersOf, formerGrace, renewLogin } from "./member-logins";
import { handleOf, members } from "./members";
import { findLogin } from "./login";
import { changePassword } from "./new-password";

const site = { origin: "https://signup.example.com", rpId: "signup.example.com" };

describe.each(inject("databases"))("what a member does in a login on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const now = new Date("2097-07-07T07:07:07.007Z");
  const context = { ...contextWith(db, { kind: "unknown" }, { now }), rejoinCooldownDays: 30 };

  /** A member with a passkey and two logins; `acting` is one of them. */
  async function inventMember() {
    const id = await openMember(db);
    const [acting, other] = [await actAs(db, id, now), await actAs(db, id, now)];
    const passkey = inventPasskey({ accountId: id });
    await db.passkey.create({ data: passkey });
    await db.consent.deleteMany({ where: { accountId: id, document: "terms" } });
    return { id, acting, other, passkey: passkey.id };
  }
  type Member = Awaited<ReturnType<typeof inventMember>>;

  /** Every act; leaving comes last, since nothing is left after it. */
  function actsOf({ acting, other, passkey }: Member): Record<string, () => Promise<unknown>> {
    const holder = { kind: "member", ...acting } as const;
    const challenge = "Y2hhbGxlbmdl";
    const answer = new Authenticator(site).make(challenge);
    return {
      changePassword: () => changePassword(acting, "another battery", context),
      changeEmail: () => changeEmail(acting, `${passkey}@example.com`, context),
      askAgain: () => askAgain(acting, context),
      addPasskey: () => addPasskey(holder, { answer, challenge, name: null }, context),
      renamePasskey: () => renamePasskey(holder, { id: passkey, name: "Mine" }, context),
      removePasskey: () => removePasskey(holder, { id: passkey, password: null }, context),
      agreeAgain: () => agreeAgain(acting, [recordConsent("terms", "en", now)], context),
      decideAdvertising: () => decideAdvertising(acting, { given: ["use"], locale: "ko" }, context),
      endLoginOf: () => endLoginOf(acting, handleOf(other.tokenHash), context),
      endOthersOf: () => endOthersOf(acting, context),
      leave: () => leave(acting, context),
    };
  }
  /** What an act could change, its record and its mails. */
  async function standing(id: string) {
    const account = await db.account.findUniqueOrThrow({
      where: { id },
      include: { sessions: true, passkeys: true, links: true, consents: true, advertising: true },
    });
    const events = await db.auditEvent.count({ where: { subject: id } });
    return { account, events, mails: await db.mail.count({ where: { accountId: id } }) };
  }
  const end = (tx: Prisma.TransactionClient, { tokenHash }: Acting) =>
    tx.session.deleteMany({ where: { tokenHash } });

  const endings: Record<string, (member: Member) => Promise<unknown>> = {
    "was ended": ({ acting }) => end(db, acting),
    "has run out": ({ acting: { tokenHash } }) =>
      db.session.update({ where: { tokenHash }, data: { expiresAt: now } }),
    "is of a suspended account": ({ id }) =>
      db.account.update({ where: { id }, data: { suspendedAt: now } }),
    "is another member's": async ({ acting: { tokenHash } }) => {
      const accountId = await openMember(db);
      await db.session.update({ where: { tokenHash }, data: { accountId } });
    },
  };
  it.each(Object.keys(endings))("changes nothing where the login %s", async (name) => {
    const member = await inventMember();
    await endings[name]?.(member);
    const before = await standing(member.id);
    for (const [act, run] of Object.entries(actsOf(member))) {
      const answer = await run().catch((error: unknown) => error);
      expect(answer, act).toBeInstanceOf(LoginEnded);
      expect(await standing(member.id), act).toEqual(before);
    }
  });

  it("waits for whoever is ending the login, and then changes nothing", async () => {
    const member = await inventMember();
    const before = await standing(member.id);
    let answers: Promise<unknown[]> = Promise.resolve([]);
    await db.$transaction(async (tx) => {
      await end(tx, member.acting);
      const runs = Object.values(actsOf(member));
      answers = Promise.all(runs.map((run) => run().catch((error: unknown) => error)));
      // Time for them to reach the database and wait there.
      await sleep(300);
    });
    const names = (await answers).map((each) => each instanceof LoginEnded);
    expect(names).toEqual(Object.keys(actsOf(member)).map(() => true));
    const after = await standing(member.id);
    expect(after).toEqual({
      ...before,
      account: { ...before.account, sessions: after.account.sessions },
    });
    expect(after.account.sessions).toHaveLength(before.account.sessions.length - 1);
  });

  it("is done while the login lasts, each of them", async () => {
    const member = await inventMember();
    for (const [act, run] of Object.entries(actsOf(member))) {
      const before = await standing(member.id);
      await run();
      if (act === "leave") expect(await db.account.count({ where: { id: member.id } })).toBe(0);
      // Every other login is ended by then.
      else if (!act.startsWith("end")) expect(await standing(member.id), act).not.toEqual(before);
    }
  });

  it("counts where the login was renewed meanwhile, and keeps that very one", async () => {
    const id = await openMember(db);
    const token = await logIn(members, db, id, now);
    const login = await findLogin(members, db, token, now);
    const renewed = login && (await renewLogin(db, login, now));
    if (renewed === null) throw new Error("no login");
    const acting = { id, tokenHash: hashToken(token) };
    await changePassword(acting, "another battery", context);
    const sessions = await db.session.findMany({ where: { accountId: id } });
    expect(sessions.map(({ tokenHash }) => tokenHash)).toEqual([renewed.login.tokenHash]);
    const late = { ...context, now: new Date(now.getTime() + formerGrace) };
    await expect(askAgain(acting, late)).rejects.toThrow(LoginEnded);
  });
});

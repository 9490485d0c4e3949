import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { actAs, contextWith, inventCredentials, openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { createAdministrator } from "@/lib/admin/console";
import { Authenticator } from "./authenticator.fixture";
import { assertionOptions, checkPasskey } from "./assertion";
import { userHandleOf, type ActingHolder, type PasskeyHolder } from "./holders";
import {
  listPasskeys,
  passkeySignals,
  readPasskeyName,
  removePasskey,
  renamePasskey,
} from "./passkeys";
import { addPasskey, maximumPasskeys, passkeyOptions } from "./registration";

const origin = "https://signup.example.com";
const site = { origin, rpId: "signup.example.com" };
const { password } = inventCredentials();
const challenge = () => randomBytes(32).toString("base64url");

describe.each(inject("databases"))("passkeys on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const now = new Date("2096-05-05T05:05:05.005Z");
  const context = { ...contextWith(db, { kind: "unknown" }), now };
  const asked = { db, appUrl: origin, now };

  async function inventHolder(): Promise<ActingHolder> {
    return { kind: "member", ...(await actAs(db, await openMember(db), now)) };
  }
  async function add(
    holder: ActingHolder,
    authenticator = new Authenticator(site),
    name = "Phone",
  ) {
    const options = await passkeyOptions(holder, context);
    const answer = authenticator.make(options.challenge);
    const outcome = await addPasskey(
      holder,
      { answer, challenge: options.challenge, name },
      context,
    );
    if (outcome.kind !== "added") throw new Error(outcome.code);
    return { authenticator, id: outcome.id };
  }
  const use = (authenticator: Authenticator, holder: PasskeyHolder, changes = {}) => {
    const given = challenge();
    const answer = authenticator.use(given, userHandleOf(holder), changes);
    return checkPasskey(holder.kind, { answer, challenge: given }, asked);
  };
  const eventsOf = async (id: string) =>
    (await db.auditEvent.findMany({ where: { subject: id }, orderBy: { id: "asc" } }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("passkey"));
  const mailsOf = async (id: string) =>
    (await db.mail.findMany({ where: { accountId: id } }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("passkey"));

  it("is made, listed, told, recorded, and counts as the holder", async () => {
    const holder = await inventHolder();
    const { authenticator, id } = await add(holder);
    expect(await listPasskeys(holder, { db })).toEqual([
      { id, name: "Phone", createdAt: now, lastUsedAt: null, isBackedUp: false },
    ]);
    expect(await mailsOf(holder.id)).toEqual(["passkey_added"]);
    expect(await db.link.count({ where: { accountId: holder.id, purpose: "not_me" } })).toBe(1);
    expect(await use(authenticator, holder)).toMatchObject({ kind: "right", id: holder.id });
    expect(await listPasskeys(holder, { db })).toMatchObject([{ id, lastUsedAt: now }]);
    expect(await eventsOf(holder.id)).toEqual(["passkey_added"]);
  });

  it("is an administrator's likewise, and each kind's own", async () => {
    const { email } = inventCredentials();
    await createAdministrator(db, { email, password }, now);
    const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
    const holder = { kind: "administrator", id } as const;
    const { authenticator } = await add(holder);
    expect(await use(authenticator, holder)).toMatchObject({ kind: "right", id });
    const asMember = { kind: "member", id } as const;
    expect(await use(authenticator, asMember)).toEqual({ kind: "refused", isUnknown: true });
  });

  it("of an administrator goes, the last one only where they have an authenticator app", async () => {
    const { email } = inventCredentials();
    await createAdministrator(db, { email, password }, now);
    const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
    const holder = { kind: "administrator", id } as const;
    const [first, second] = [await add(holder), await add(holder)];
    const remove = async (passkey: string) =>
      (await removePasskey(holder, { id: passkey, password }, context)).kind;
    expect(await remove(first.id)).toBe("removed");
    expect(await remove(second.id)).toBe("last_way_in");
    const app = { totpSealed: randomBytes(40), totpSealedKeyId: "k1" };
    await db.administrator.update({ where: { id }, data: app });
    expect(await remove(second.id)).toBe("removed");
  });

  it("asks for a verified person and a passkey that is found without a name", async () => {
    const holder = await inventHolder();
    const { authenticator } = await add(holder);
    const options = await passkeyOptions(holder, context);
    expect(options).toMatchObject({
      rp: { id: "signup.example.com", name: "Example" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([
      authenticator.id.toString("base64url"),
    ]);
    expect(Buffer.from(options.user.id, "base64url").toString()).toBe(holder.id);
    const nobody = await assertionOptions(null, asked);
    expect(nobody).toMatchObject({ rpId: "signup.example.com", userVerification: "required" });
    expect(nobody.allowCredentials).toEqual([]);
  });

  it.each([
    ["another challenge", {}, true],
    ["a foreign origin", { origin: "https://signup.example.com.evil.example" }, false],
    ["a foreign host", { rpId: "evil.example" }, false],
    ["a person who was not verified", { userVerified: false }, false],
  ])("is not made by an answer of %s", async (_, changes, isOther) => {
    const holder = await inventHolder();
    const given = challenge();
    const answer = new Authenticator(site).make(isOther ? challenge() : given, changes);
    const outcome = await addPasskey(holder, { answer, challenge: given, name: "Phone" }, context);
    expect(outcome).toEqual({ kind: "declined", code: "passkey_not_added" });
    expect(await listPasskeys(holder, { db })).toEqual([]);
    expect(await mailsOf(holder.id)).toEqual([]);
  });

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["the origin without its s", { origin: "http://signup.example.com" }],
    ["a foreign host", { rpId: "evil.example" }],
    ["a person who was not verified", { userVerified: false }],
    ["an answer to making one", { type: "webauthn.create" }],
  ])("is refused with %s", async (_, changes) => {
    const holder = await inventHolder();
    const { authenticator } = await add(holder);
    expect(await use(authenticator, holder, changes)).toEqual({
      kind: "refused",
      isUnknown: false,
    });
    expect(await use(authenticator, holder)).toMatchObject({ kind: "right" });
  });

  it("is refused for another challenge, another's signature, and another's name", async () => {
    const [holder, other] = [await inventHolder(), await inventHolder()];
    const { authenticator } = await add(holder);
    const { authenticator: theirs } = await add(other);
    const handle = userHandleOf(holder);
    const check = (answer: ReturnType<Authenticator["use"]>, given: string) =>
      checkPasskey("member", { answer, challenge: given }, asked);
    const given = challenge();
    expect(await check(authenticator.use(challenge(), handle), given)).toMatchObject(refused);
    const mine = authenticator.use(given, handle);
    const { signature } = theirs.use(given, handle).response;
    const forged = { ...mine, response: { ...mine.response, signature } };
    expect(await check(forged, given)).toMatchObject(refused);
    const named = authenticator.use(given, userHandleOf(other));
    expect(await check(named, given)).toMatchObject(refused);
    expect(await check(mine, given)).toMatchObject({ kind: "right", id: holder.id });
  });
  const refused = { kind: "refused", isUnknown: false };

  it("is refused and recorded where its counter goes back or stands still", async () => {
    const holder = await inventHolder();
    const { authenticator } = await add(holder);
    authenticator.counter = 7;
    expect(await use(authenticator, holder)).toMatchObject({ kind: "right" });
    expect(await use(authenticator, holder)).toMatchObject(refused);
    authenticator.counter = 6;
    expect(await use(authenticator, holder)).toMatchObject(refused);
    authenticator.counter = 0;
    expect(await use(authenticator, holder)).toMatchObject(refused);
    authenticator.counter = 8;
    expect(await use(authenticator, holder)).toMatchObject({ kind: "right" });
    expect((await eventsOf(holder.id)).filter((kind) => kind === "passkey_cloned")).toHaveLength(3);
  });

  it("gets one of two copies through that come at once", async () => {
    const holder = await inventHolder();
    const { authenticator } = await add(holder);
    authenticator.counter = 5;
    const answers = await Promise.all([1, 2, 3, 4].map(() => use(authenticator, holder)));
    expect(answers.filter(({ kind }) => kind === "right")).toHaveLength(1);
  });

  it("never counts again once it is removed, stays on record, and is told once", async () => {
    const holder = await inventHolder();
    const { authenticator, id } = await add(holder);
    await add(holder);
    const remove = () => removePasskey(holder, { id, password: null }, context);
    expect(await Promise.all([remove(), remove()])).toEqual([
      { kind: "removed" },
      { kind: "removed" },
    ]);
    expect(await use(authenticator, holder)).toEqual({ kind: "refused", isUnknown: true });
    expect((await db.passkey.findUniqueOrThrow({ where: { id } })).removedAt).toEqual(now);
    expect((await mailsOf(holder.id)).filter((kind) => kind === "passkey_removed")).toHaveLength(1);
    const given = challenge();
    const again = { answer: authenticator.make(given), challenge: given, name: "Again" };
    expect(await addPasskey(holder, again, context)).toMatchObject({ kind: "declined" });
  });

  it("is not removed as the last way in: its holder shows that the password works", async () => {
    const holder = await inventHolder();
    const { id } = await add(holder);
    const remove = (typed: string | null) =>
      removePasskey(holder, { id, password: typed }, context);
    expect(await remove(null)).toEqual({ kind: "last_way_in" });
    expect(await remove("not the password")).toEqual({ kind: "last_way_in" });
    expect(await remove(password)).toEqual({ kind: "removed" });
  });

  it("is nobody else's to rename, remove or list", async () => {
    const [holder, other] = [await inventHolder(), await inventHolder()];
    const { id } = await add(holder);
    expect(await renamePasskey(other, { id, name: "Mine" }, context)).toBe(false);
    await removePasskey(other, { id, password }, context);
    expect(await listPasskeys(other, { db })).toEqual([]);
    expect(await renamePasskey(holder, { id, name: "  Desk\u0000top\n " }, context)).toBe(true);
    expect(await listPasskeys(holder, { db })).toMatchObject([{ id, name: "Desk top" }]);
  });

  it("is one of ten at most, also when many are added at once", async () => {
    const holder = await inventHolder();
    const given = challenge();
    const outcomes = await Promise.all(
      Array.from({ length: maximumPasskeys + 3 }, () => {
        const answer = new Authenticator(site).make(given);
        return addPasskey(holder, { answer, challenge: given, name: null }, context);
      }),
    );
    expect(outcomes.filter(({ kind }) => kind === "added")).toHaveLength(maximumPasskeys);
    expect(outcomes).toContainEqual({ kind: "declined", code: "passkey_limit" });
  });

  it("tells authenticators what counts", async () => {
    const holder = await inventHolder();
    const { authenticator } = await add(holder);
    const { id: removed } = await add(holder);
    await removePasskey(holder, { id: removed, password: null }, context);
    expect(await passkeySignals(holder, asked)).toEqual({
      rpId: "signup.example.com",
      userId: userHandleOf(holder),
      name: expect.stringContaining("@example.com"),
      credentialIds: [authenticator.id.toString("base64url")],
    });
  });
});

describe("the name of a passkey", () => {
  it.each([
    [null, "Passkey"],
    ["   ", "Passkey"],
    ["a\r\nBcc: someone", "a Bcc: someone"],
    ["가".repeat(80), "가".repeat(60)],
  ])("%j is %j", (typed, name) => expect(readPasskeyName(typed)).toBe(name));
});

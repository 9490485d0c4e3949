import { logInFor } from "@/lib/browser/after-login";
import { formOwnerField } from "@/lib/own-account/form-owner";
import { codes } from "@/lib/codes";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { ko } from "@/lib/i18n/ko";
import { postAddresses } from "@/lib/requests/post-addresses";
import { inventPasskey } from "@/prisma/row.fixture";
import { linkIn, mailTo } from "../support/mail";
import { PlainClient } from "../support/plain-client";
import { join, passTime, password, shownText } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

/** What a thief or a neighbour tries on a member's own pages. */

test("attack: a login that was ended elsewhere, used again", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const thief = new PlainClient(stack.appUrl);
  for (const [name, value] of client.cookies) thief.cookies.set(name, value);
  const { email } = await join(place, { person: (await sandbox.invent({})).key });
  const owner = new PlainClient(stack.appUrl);
  await owner.postForm("/login/submit", new URLSearchParams({ email, password }));
  // Another member ends everything of theirs: the thief's login is not among it.
  const page = await owner.get("/account/sessions");
  await owner.submit(page, "/account/sessions/submit", { end: "others" });
  expect((await thief.get("/account")).status).toBe(200);
  const mine = await client.get("/account/sessions");
  await client.submit(mine, "/account/sessions/submit", { end: "everywhere" });
  for (const path of ["/account", "/account/data", "/account/sessions", "/account/leave"]) {
    expect((await thief.get(path)).location, path).toBe(logInFor(path));
  }
  for (const path of ["/account/show", "/account/data/download", "/account/leave/submit"]) {
    const answer = await thief.postForm(path, new URLSearchParams({ currentPassword: password }));
    expect(answer.location, path).toMatch(/^\/login(\?|$)/);
  }
});

test("attack: a copied cookie, kept while its owner proves again who they are", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  const thief = new PlainClient(stack.appUrl);
  for (const [name, value] of client.cookies) thief.cookies.set(name, value);
  await passTime(db, email);
  // A login alone does not show, take away or end anything.
  for (const path of ["/account/show", "/account/data/download", "/account/leave/submit"]) {
    const answer = await thief.postForm(path, new URLSearchParams());
    expect(answer.status, path).toBe(403);
    expect(shownText(answer), path).not.toContain(email);
  }
  const shown = await client.postForm(
    "/account/show",
    new URLSearchParams({ currentPassword: password }),
  );
  expect(shownText(shown)).toContain(email);
  expect((await client.get("/account")).status).toBe(200);
  // The token before is good for a minute, and proves nothing; then it is worth nothing.
  const again = await thief.postForm("/account/show", new URLSearchParams());
  expect(again.status).toBe(403);
  await db.session.updateMany({
    where: { account: { email } },
    data: { formerUntil: new Date() },
  });
  expect((await thief.get("/account")).location).toBe("/login");
});

test("attack: own data of another account", async ({ stack, sandbox, person, version, db }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const victim = await join(place, { person: person.key });
  const { client } = await join(place, { person: (await sandbox.invent({})).key });
  const [account] = await db.account.findMany({ where: { email: victim.email } });
  const [session] = await db.session.findMany({ where: { accountId: account?.id ?? "" } });
  if (account === undefined || session === undefined) throw new Error("nobody to steal from");
  const names = ["id", "accountId", "account", "subject", "email", "handle", "login"];
  const ids = Object.fromEntries(names.map((name) => [name, account.id]));
  const query = new URLSearchParams(ids).toString();
  for (const path of ["/account", "/account/data", "/account/consents", "/account/sessions"]) {
    const { text } = await client.get(`${path}?${query}`);
    expect(text, path).not.toContain(victim.email);
    expect(text, path).not.toContain(person.name);
  }
  for (const path of ["/account/show", "/account/data/show", "/account/data/download"]) {
    const { status, text } = await client.postForm(`${path}?${query}`, new URLSearchParams(ids));
    expect(status, path).toBe(200);
    expect(text, path).not.toContain(victim.email);
    expect(text, path).not.toContain(person.name);
  }
  // The page of another's logins names them; that ends none of them here.
  const theirs = shownText(await victim.client.get("/account/sessions"));
  const elsewhere = new PlainClient(stack.appUrl);
  const typed = new URLSearchParams({ email: victim.email, password });
  await elsewhere.postForm("/login/submit", typed);
  const listed = shownText(await victim.client.get("/account/sessions"));
  const handle = /value="([\w-]{43})"/.exec(listed)?.[1] ?? "none";
  expect(theirs).not.toContain(handle);
  for (const end of [handle, account.id, Buffer.from(session.tokenHash).toString("base64url")]) {
    await client.postForm("/account/sessions/submit", new URLSearchParams({ end }));
  }
  expect((await victim.client.get("/account")).status).toBe(200);
  expect((await elsewhere.get("/account")).status).toBe(200);
});

test("attack: a mail's link in a foreign browser, looked at and pressed", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const victim = await join(place, { person: person.key });
  const other = await sandbox.invent({});
  const foreign = await join(place, { person: other.key });
  const isConfirmed = async ({ email }: { email: string }) =>
    (await db.account.count({ where: { email, emailConfirmedAt: { not: null } } })) === 1;
  const link = linkIn(await mailTo(stack.sandboxUrl, victim.email));
  const pressOf = (at: string) => at.replace("?", "/submit?");
  // Looked at: whatever opens it, nothing happens, and its page does not tell whose it is.
  for (const browser of [foreign.client, new PlainClient(stack.appUrl)]) {
    for (const path of [link, pressOf(link)]) {
      const { text } = await browser.get(path);
      expect(text).not.toContain(victim.email);
      expect(text).not.toContain(person.name);
    }
    expect(await isConfirmed(victim)).toBe(false);
  }
  // Pressed: it says whose the address is, and nothing of whoever pressed.
  const press = async (browser: PlainClient, at: string) =>
    (await browser.submit(await browser.get(at), pressOf(at), {})).location;
  const nobody = new PlainClient(stack.appUrl);
  const done = "/link/confirm-email/done";
  expect(await press(nobody, link)).toBe(done);
  expect([await isConfirmed(victim), await isConfirmed(foreign)]).toEqual([true, false]);
  expect((await nobody.get("/account")).location).toBe("/login");
  expect(shownText(await foreign.client.get("/account"))).toContain(other.name);
  expect((await victim.client.get(link)).text).not.toContain(pressOf(link));
  // One sent by somebody else changes nothing of the browser in which it is pressed.
  const lure = linkIn(await mailTo(stack.sandboxUrl, foreign.email));
  expect(await press(victim.client, lure)).toBe(done);
  expect(shownText(await victim.client.get("/account"))).toContain(person.name);
  expect(await db.account.count({ where: { email: victim.email } })).toBe(1);
});

test("attack: an old tab of a member, in a browser in which another has logged in", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const other = await sandbox.invent({});
  const { client, email } = await join(place, { person: person.key });
  const later = await join(place, { person: other.key });
  const [{ id } = { id: "" }] = await db.account.findMany({ where: { email } });
  const { id: passkey } = await db.passkey.create({ data: inventPasskey({ accountId: id }) });
  // Every form of the first member's pages: logged in lately, long ago, and with a text to agree to.
  const fresh = await formsOf(client, passkey);
  await passTime(db, email);
  const stale = await formsOf(client, passkey);
  await db.consent.deleteMany({ where: { accountId: id, document: "terms" } });
  const forms = new Map([...stale, ...fresh, ...(await formsOf(client, passkey))]);
  const own = postAddresses.filter((address) => address.startsWith("/account/"));
  expect([...forms.keys(), "/account/log-out"].sort()).toEqual([...own].sort());
  for (const [action, text] of forms) expect(text, action).toContain(`name="${formOwnerField}"`);
  // The other logs in; each form of the first one's tabs is refused, and changes nothing of theirs.
  const typed = new URLSearchParams({ email: later.email, password });
  await client.postForm("/login/submit", typed);
  const before = await allOf(db, later.email);
  for (const [action, text] of forms) {
    const values = { currentPassword: password, end: "everywhere", email: inventEmail() };
    const answer = await client.submit(pageOf(text), formOwnerField, {
      ...values,
      password: "four unusual words here",
    });
    expect(answer.status, action).toBe(codes.form_of_another.status);
    expect(shownText(answer), action).toContain(ko.codes.form_of_another.title);
    expect(shownText(answer), action).not.toContain(person.name);
  }
  expect(await allOf(db, later.email)).toEqual(before);
  expect(await db.passkey.count({ where: { id: passkey, removedAt: null } })).toBe(1);
  // Shown again it is the form of whoever is logged in now: sent again, it is heard.
  const leaving = forms.get("/account/leave/submit") ?? "";
  const again = await client.submit(pageOf(leaving), "/account/leave/submit", {});
  expect((await client.submit(again, "/account/leave/submit", {})).location).toBe("/account/left");
  expect(await db.account.count({ where: { email: later.email } })).toBe(0);
  expect(await db.account.count({ where: { email } })).toBe(1);
});

const pageOf = (text: string) => ({
  ...{ path: "", status: 200, location: null, headers: new Headers() },
  text,
});

/** The forms that act on the account, by their address. */
async function formsOf(client: PlainClient, passkey: string): Promise<Map<string, string>> {
  const pages = [
    ...["", "/consents", "/data", "/email", "/leave", "/passkeys", "/password", "/sessions"],
    ...["/verify", "/consents/again", `/passkeys/one?passkey=${passkey}`],
  ];
  const forms = new Map<string, string>();
  for (const path of pages) {
    const { text } = await client.get(`/account${path}`);
    for (const [form] of text.matchAll(/<form[\s\S]*?<\/form>/g)) {
      const action = /<form[^>]* action="([^"?]*)/.exec(form)?.[1] ?? path;
      if (action.startsWith("/account/") && action !== "/account/log-out") forms.set(action, form);
    }
  }
  return forms;
}

/** All that a form could change of a member. */
async function allOf(db: PrismaClient, email: string) {
  const include = { consents: true, sessions: true, passkeys: true, links: true, attempts: true };
  const [account] = await db.account.findMany({ where: { email }, include });
  return account;
}

import { postAddresses } from "@/lib/requests/post-addresses";
import { PlainClient, type Page } from "../support/plain-client";
import { expect, inventEmail, test } from "../support/story";
import { begin, coded, join, password, record, shownText, verify } from "../support/sign-up";

/** Requests that another site, a thief or a machine sends. */

test("attack: a POST from another site, to the callback", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${stack.appUrl}.evil.example` },
    { origin: stack.appUrl.replace("http:", "https:") },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ]) {
    const answer = await client.postJson("/certifications", body, headers);
    expect(coded(answer), JSON.stringify(headers)).toEqual([403, "forbidden_origin"]);
  }
  const type = { "content-type": "text/plain" };
  expect(coded(await client.postJson("/certifications", body, type))[0]).toBe(400);
});

test("attack: a form sent from another site", async ({ stack, sandbox, person, version, db }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, attempt } = await verify(place, { person: person.key });
  const details = await client.get("/signup/details");
  const values = { email: inventEmail(), password };
  const crossSite = { "sec-fetch-site": "cross-site" };
  const forged = await client.submit(details, "email", values, crossSite);
  expect(forged.status).toBe(403);
  expect(shownText(forged)).toContain("다른 사이트에서 온 요청이에요");
  const foreign = { origin: "https://evil.example" };
  const refused = await client.submit(details, "email", values, foreign);
  expect(refused.location).not.toBe("/signup/complete");
  expect(await db.account.count({ where: { attemptId: attempt } })).toBe(0);
  const other = new PlainClient(stack.appUrl);
  await other.submit(await other.get("/signup"), "terms", { all: "on" }, crossSite);
  expect(other.cookies.has("verified-signup")).toBe(false);
  expect((await client.submit(details, "email", values)).location).toBe("/signup/complete");
});

test("attack: a form that is none, sent to every address that takes one", async ({ stack }) => {
  const bodies: (FormData | URLSearchParams)[] = [
    new URLSearchParams(),
    new URLSearchParams({ email: "a\u0000@example.com", password: "\u0000" }),
    new URLSearchParams({ email: "\u0001", locale: "\u0000", link: "\u0000", terms: "\u0000" }),
    new FormData(),
  ];
  for (const address of postAddresses) {
    for (const body of bodies) {
      const { status } = await new PlainClient(stack.appUrl).postForm(address, body);
      expect(status, `${address} ${body.toString()}`).toBeLessThan(500);
    }
  }
});

test("attack: a cookie planted before the login, and one kept after the logout", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client: victim, attempt } = await begin(stack.appUrl);
  const thief = new PlainClient(stack.appUrl);
  const take = () => {
    for (const [name, value] of victim.cookies) thief.cookies.set(name, value);
  };
  take();
  const body = await record(sandbox, version, attempt, { person: person.key });
  await victim.postJson("/certifications", body);
  const email = inventEmail();
  await victim.submit(await victim.get("/signup/details"), "email", { email, password });
  expect((await victim.get("/account")).status).toBe(200);
  expect((await thief.get("/account")).location).toBe("/login");

  take();
  expect((await thief.get("/account")).status).toBe(200);
  const account = await victim.get("/account");
  await victim.submit(account, "/account/log-out", {});
  expect((await thief.get("/account")).location).toBe("/login");
});

test("attack: a cookie that was changed, cut or swapped", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const cookie = client.cookies.get("verified-signup") ?? "";
  for (const value of [
    "",
    "x",
    cookie.slice(0, -5),
    cookie.replace(/.(?=.{20}$)/, (letter) => (letter === "a" ? "b" : "a")),
    "%00",
    "a".repeat(3_000),
  ]) {
    const thief = new PlainClient(stack.appUrl);
    thief.cookies.set("verified-signup", value);
    const page = await thief.get("/account");
    expect([page.status, page.location], value.slice(0, 20)).toEqual([307, "/login"]);
    thief.cookies.set("verified-signup-admin", cookie);
    expect((await thief.get("/admin")).location).toBe("/admin/login");
  }
});

test("attack: an address to lead the person elsewhere", async ({ stack }) => {
  const { client } = await begin(stack.appUrl);
  const evil = "https://evil.example/";
  for (const name of [
    "next",
    "redirect",
    "redirect_url",
    "return",
    "url",
    "code",
    "m_redirect_url",
  ]) {
    for (const value of [evil, "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const query = new URLSearchParams({ [name]: value }).toString();
      for (const path of ["/certifications/redirect", "/signup", "/signup/details", "/login"]) {
        const { location, text } = await client.get(`${path}?${query}`);
        expect(location ?? "/signup", `${path}?${query}`).toMatch(/^\/[a-z]/);
        expect(text).not.toContain(`href="${value}`);
      }
    }
  }
});

test("attack: a page asked for without the right to it", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client: member } = await join(place, { person: person.key });
  const stranger = new PlainClient(stack.appUrl);
  const secrets = /\d{3}-\*{4}-\d{4}|\*\*\*@|\d{4}-\*\*-\*\*/;
  for (const headers of [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-forwarded-host": "evil.example" },
    { "x-original-url": "/account", "x-rewrite-url": "/admin" },
  ] as Record<string, string>[]) {
    for (const [client, path] of [
      [stranger, "/account"],
      [stranger, "/signup/complete"],
      [stranger, "/signup/details"],
      [stranger, "/signup/guardian"],
      [stranger, "/signup/refused"],
      [stranger, "/admin"],
      [member, "/admin"],
      [member, "/admin?after=1_a"],
    ] as const) {
      const page = await client.get(path, headers);
      const name = `${path} ${JSON.stringify(headers)}`;
      expect(page.status === 200 ? leadsAway(page) : page.location, name).toBeTruthy();
      expect(page.text, name).not.toMatch(secrets);
    }
  }
});

/** An RSC answer has its redirect in the payload. */
function leadsAway({ text }: Page): boolean {
  return text.includes("NEXT_REDIRECT");
}

test("attack: guessing a member's password", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { email } = await join(place, { person: person.key });
  const client = new PlainClient(stack.appUrl);
  const form = await client.get("/login");
  const guess = (each: string) => client.submit(form, "email", { email, password: each });
  for (let tries = 0; tries < 10; tries += 1) {
    expect(shownText(await guess(`guess number ${tries}`))).toContain(
      "이메일이나 비밀번호가 맞지 않아요",
    );
  }
  // Even the correct one is refused now, from this address.
  const late = await guess(password);
  expect(shownText(late)).toContain("안전을 위해 잠시 멈췄어요. 15분 뒤에");
  expect([late.status, late.location]).toEqual([429, null]);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(800);
});

test("attack: guessing an administrator's password", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const form = await client.get("/admin/login");
  const email = inventEmail();
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await client.submit(form, "email", { email, password: `guess ${tries}` });
    expect(shownText(answer)).toContain("이메일이나 비밀번호가 맞지 않아요");
  }
  const locked = await client.submit(form, "email", { email, password: "guess" });
  expect(shownText(locked)).toContain("안전을 위해 잠시 멈췄어요. 15분 뒤에");
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(800);
});

test("attack: bringing ids one after the other", async ({ stack, version }) => {
  const { client } = await begin(stack.appUrl);
  const ids = Array.from({ length: 40 }, (_, at) =>
    version === "v1" ? { imp_uid: `imp_10000000${at}` } : { identityVerificationId: `guess${at}` },
  );
  const answers: Page[] = [];
  for (const id of ids) answers.push(await client.postJson("/certifications", id));
  const limited = answers.filter(({ status }) => status === 429);
  expect(answers.slice(0, 30).every(({ status }) => status === 404)).toBe(true);
  expect(limited).toHaveLength(10);
  for (const answer of limited) {
    expect(coded(answer)).toEqual([429, "rate_limited"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  }
});

test("attack: beginning over and over", async ({ stack, db }) => {
  const client = new PlainClient(stack.appUrl);
  let begun = 0;
  for (let tries = 0; tries < 25; tries += 1) {
    const fresh = await client.get("/signup");
    if (!fresh.text.includes('name="terms"')) break;
    const answer = await client.submit(fresh, "terms", { all: "on" });
    if (answer.status === 429) {
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(shownText(answer)).toContain("10분 뒤에");
      break;
    }
    begun += 1;
    // Drops the attempt but keeps the browser.
    const { text } = await client.get("/signup");
    const id = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(text)?.[1] ?? "";
    await db.attempt.delete({ where: { id } });
  }
  expect(begun).toBe(20);
});

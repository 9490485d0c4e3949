import { sealData } from "iron-session";
import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { byPassword, beginSignUp, inventKeys, openMember } from "@/lib/accounts/sign-up.fixture";
import { recordConsent } from "@/lib/consents/documents";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { forgetMember, memberAccess } from "./access";
import { readAdmittedFrom, tellAdmittedFrom } from "./admitted-from";
import {
  abandonSignUps,
  beginSignUpAttempt,
  beginGuardianAttempt,
  currentSignUp,
  currentGuardianAttempt,
} from "./attempt";
import { Browser, type Answer } from "./browser.fixture";
import { currentGuardianLink, rememberGuardianLink } from "./guardian-link";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const settings = vi.hoisted(() => ({
  sessionSecrets: ["the only secret there is at first"],
  secureCookies: false,
  appUrl: "http://localhost:3000",
}));
vi.mock("next/headers", async () => (await import("./browser.fixture")).headersOfTest);
const rings = inventKeys();
vi.mock("@/lib/config", () => ({
  config: () => ({ ...settings, ...rings, brand: { name: "Example", colour: null } }),
}));
vi.mock("@/lib/browser/limit", () => ({ spendHere: () => Promise.resolve(null) }));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));

const now = new Date();
const consents = [recordConsent("terms", "ko", now), recordConsent("privacy", "ko", now)];
afterAll(() => database.$disconnect());
beforeEach(() => {
  settings.sessionSecrets = ["the only secret there is at first"];
  settings.secureCookies = false;
});

/** What a browser holds of each thing, whoever wrote it. */
const holdings = (browser: Browser) =>
  browser.visit(async () => ({
    login: (await memberAccess.current())?.id ?? null,
    attempt: (await currentSignUp())?.id ?? null,
    guardian: (await currentGuardianAttempt())?.wardAttemptId ?? null,
    link: (await currentGuardianLink())?.path ?? null,
    admittedFrom: await readAdmittedFrom(now),
  }));

describe("two requests of one browser at one moment", () => {
  const member = openMember(database);
  const ward = beginSignUp(database);
  const writers = {
    "a login": async () => memberAccess.signIn(await byPassword(database, await member)),
    "a sign-up begun": () => beginSignUpAttempt(consents),
    "a guardian's attempt begun": async () => beginGuardianAttempt((await ward).id, consents),
    "a date told": () => tellAdmittedFrom("2090-05-05"),
  } as const;
  const wrote = {
    "a login": ({ login }) => login !== null,
    "a sign-up begun": ({ attempt }) => attempt !== null,
    "a guardian's attempt begun": ({ guardian }) => guardian !== null,
    "a date told": ({ admittedFrom }) => admittedFrom !== null,
  } satisfies Record<keyof typeof writers, (held: Awaited<ReturnType<typeof holdings>>) => boolean>;
  const names = [
    "a login",
    "a sign-up begun",
    "a guardian's attempt begun",
    "a date told",
  ] as const satisfies (keyof typeof writers)[];
  const pairs = names
    .flatMap((one) => names.filter((other) => other !== one).map((other) => [one, other] as const))
    // A new sign-up takes back, on purpose, what the last one was told.
    .filter((pair) => !(pair.includes("a date told") && pair.includes("a sign-up begun")));

  it.each(pairs)("%s and %s both stay, the second's answer last", async (one, other) => {
    const browser = new Browser();
    await browser.visit(() => beginSignUpAttempt(consents));
    const answers: Answer<unknown>[] = [];
    for (const name of [one, other]) answers.push(await browser.send<unknown>(writers[name]));
    for (const answer of answers) browser.arrive(answer);
    const held = await holdings(browser);
    expect([wrote[one](held), wrote[other](held)]).toEqual([true, true]);
  });

  it("a sign-up begun in each of two tabs: this browser knows both", async () => {
    const browser = new Browser();
    const [one, other] = [
      await browser.send(() => beginSignUpAttempt(consents)),
      await browser.send(() => beginSignUpAttempt(consents)),
    ];
    browser.arrive(other);
    browser.arrive(one);
    const { attemptsHere } = await import("./attempt");
    expect(await browser.visit(attemptsHere)).toHaveLength(2);
  });

  it("a sign-out and a sign-up begun: the login is gone, the sign-up is there", async () => {
    const browser = new Browser();
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, await member)));
    const [begun, out] = [
      await browser.send(() => beginSignUpAttempt(consents)),
      await browser.send(() => memberAccess.signOut()),
    ];
    browser.arrive(out);
    browser.arrive(begun);
    const held = await holdings(browser);
    expect([held.login, held.attempt === null]).toEqual([null, false]);
  });
});

describe("what a browser holds", () => {
  it("is all gone when the member leaves, but from when they may join again", async () => {
    const browser = new Browser();
    const ward = await beginSignUp(database);
    const member = await openMember(database);
    await browser.visit(() => beginSignUpAttempt(consents));
    await browser.visit(() => beginGuardianAttempt(ward.id, consents));
    await browser.visit(() => rememberGuardianLink("a-token"));
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    expect(Object.values(await holdings(browser)).filter((each) => each === null)).toHaveLength(1);
    await browser.visit(() => forgetMember("2090-01-01"));
    expect(await holdings(browser)).toEqual({
      ...{ login: null, attempt: null, guardian: null, link: null },
      admittedFrom: new Date("2089-12-31T15:00:00Z"),
    });
    expect([...browser.jar.keys()]).toEqual(["verified-signup-told"]);
  });

  it("a sign-out takes the login alone, and a login ends the one before it", async () => {
    const browser = new Browser();
    const member = await openMember(database);
    await browser.visit(() => beginSignUpAttempt(consents));
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    const stolen = new Browser();
    for (const [name, value] of browser.jar) stolen.jar.set(name, value);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    expect((await holdings(stolen)).login).toBeNull();
    expect((await holdings(browser)).login).toBe(member);
    await browser.visit(() => memberAccess.signOut());
    const held = await holdings(browser);
    expect([held.login, held.attempt === null]).toEqual([null, false]);
  });

  it("a link for the guardian goes with the attempt that it was made for", async () => {
    const browser = new Browser();
    await browser.visit(() => beginSignUpAttempt(consents));
    await browser.visit(() => rememberGuardianLink("a-token"));
    expect((await holdings(browser)).link).toContain("a-token");
    await browser.visit(() => abandonSignUps());
    await browser.visit(() => beginSignUpAttempt(consents));
    expect((await holdings(browser)).link).toBeNull();
  });

  it("stays small, and a guardian's tries push out no child's attempt", async () => {
    const browser = new Browser();
    await browser.visit(() => beginSignUpAttempt(consents));
    const { attempt } = await holdings(browser);
    for (let tries = 0; tries < 8; tries += 1) {
      await browser.visit(async () => beginGuardianAttempt(attempt ?? "", consents));
    }
    expect((await holdings(browser)).attempt).toBe(attempt);
    for (let tries = 0; tries < 8; tries += 1)
      await browser.visit(() => beginSignUpAttempt(consents));
    await browser.visit(async () =>
      memberAccess.signIn(await byPassword(database, await openMember(database))),
    );
    const header = [...browser.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    expect(header.length).toBeLessThan(6_000);
    expect(browser.jar.size).toBeLessThanOrEqual(9);
  });

  it("an attempt's cookie with the right id and another's nonce opens nothing", async () => {
    const [victim, thief] = [new Browser(), new Browser()];
    await victim.visit(() => beginSignUpAttempt(consents));
    await thief.visit(() => beginSignUpAttempt(consents));
    const id = (await holdings(victim)).attempt ?? "";
    const own = (await holdings(thief)).attempt ?? "";
    const { ticketCookie } = await import("./cookie");
    const ticket = await thief.visit(() => ticketCookie(own).read());
    if (ticket === null) throw new Error("no ticket");
    await thief.visit(() => ticketCookie(own).write({ ...ticket, id }));
    expect((await holdings(thief)).attempt).toBeNull();
    expect((await holdings(victim)).attempt).toBe(id);
  });

  it("travels bound to this host, unread by scripts, and not with other sites' posts", async () => {
    settings.secureCookies = true;
    const { cookies } = await new Browser().send(() => beginSignUpAttempt(consents));
    expect(cookies.size).toBeGreaterThan(0);
    for (const [name, cookie] of cookies) {
      expect(name).toMatch(/^__Host-verified-signup-/);
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
    }
  });

  it("is nothing where a child's attempt is gone by the time a guardian begins", async () => {
    const browser = new Browser();
    const ward = await beginSignUp(database);
    await database.attempt.delete({ where: { id: ward.id } });
    expect(await browser.visit(() => beginGuardianAttempt(ward.id, consents))).toBeNull();
    expect((await holdings(browser)).guardian).toBeNull();
  });
});

describe("the secrets of the cookies", () => {
  const old = "the oldest".padEnd(32, ".");
  const middle = "the one between".padEnd(32, ".");
  const fresh = "the newest".padEnd(32, ".");

  it.each([
    [
      "added behind, moved to the front, and the oldest dropped",
      [[old], [old, fresh], [fresh, old], [fresh]],
    ],
    ["added in front and the oldest dropped", [[old], [fresh, old], [fresh]]],
    ["three, dropped one by one", [[old], [middle, old], [fresh, middle, old], [fresh, middle]]],
    [
      "put in another order",
      [
        [old, middle, fresh],
        [fresh, old, middle],
        [middle, fresh, old],
      ],
    ],
  ])(
    "are changed while browsers come, and none that one of them knows is lost: %s",
    async (...of) => {
      const [, steps] = of;
      const member = await openMember(database);
      const browsers: { browser: Browser; sealedWith: string; attempt: string | null }[] = [];
      for (const secrets of steps) {
        settings.sessionSecrets = secrets;
        for (const { browser, sealedWith, attempt } of browsers) {
          const known = secrets.includes(sealedWith) ? { login: member, attempt } : { login: null };
          expect(await holdings(browser)).toMatchObject(known);
        }
        const browser = new Browser();
        await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
        await browser.visit(() => beginSignUpAttempt(consents));
        const { attempt } = await holdings(browser);
        browsers.push({ browser, sealedWith: secrets[0] ?? "", attempt });
      }
      expect(browsers.every(({ attempt }) => attempt !== null)).toBe(true);
    },
  );

  it("open a cookie under the oldest of them, and under none a stranger's", async () => {
    settings.sessionSecrets = [old];
    const browser = new Browser();
    const member = await openMember(database);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    settings.sessionSecrets = [fresh, middle, old];
    expect((await holdings(browser)).login).toBe(member);
    settings.sessionSecrets = [fresh, middle];
    expect((await holdings(browser)).login).toBeNull();
  });

  it("open what a version before this one sealed, by place, also after one was dropped", async () => {
    const member = await openMember(database);
    const earlier = new Browser();
    settings.sessionSecrets = [fresh];
    await earlier.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    await earlier.visit(() => beginSignUpAttempt(consents));
    const { loginCookie, readTickets } = await import("./cookie");
    const login = await earlier.visit(() => loginCookie.read());
    const [ticket] = await earlier.visit(readTickets);
    const content = { browser: "b", token: login?.token, attempt: ticket };
    const seal = await sealData(content, { password: { 1: old, 2: fresh } });
    expect(seal).toMatch(/^Fe26\.2\*2\*/);
    for (const secrets of [[fresh, old], [fresh], [middle, fresh]]) {
      settings.sessionSecrets = secrets;
      const browser = new Browser();
      browser.jar.set("verified-signup", seal);
      expect(await holdings(browser)).toMatchObject({ login: member, attempt: ticket?.id });
    }
  });

  it("open each thing that a version before this one sealed, and nothing that is over", async () => {
    const member = await openMember(database);
    const earlier = new Browser();
    await earlier.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    await earlier.visit(() => beginSignUpAttempt(consents));
    await earlier.visit(() => tellAdmittedFrom("2090-05-05"));
    const former = await inFormerFormat(earlier);
    const before = await holdings(earlier);
    expect(await holdings(former)).toEqual(before);
    expect(before.login).toBe(member);
    vi.useFakeTimers({ now: Date.now() + 15 * 24 * 3_600_000, toFake: ["Date"] });
    try {
      const over = { login: null, attempt: null, admittedFrom: null };
      expect(await holdings(former)).toMatchObject(over);
      expect(await holdings(earlier)).toMatchObject(over);
    } finally {
      vi.useRealTimers();
    }
  });

  it("open a cookie under its own name alone", async () => {
    const { administratorCookie } = await import("./cookie");
    const browser = new Browser();
    const member = await openMember(database);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, member)));
    browser.jar.set("verified-signup-admin", browser.jar.get("verified-signup") ?? "");
    expect((await holdings(browser)).login).toBe(member);
    const opened = await browser.visit(async () => {
      const login = await memberAccess.current();
      return { login: login?.id, admin: await administratorCookie.read() };
    });
    expect(opened).toEqual({ login: member, admin: null });
  });

  /** The same browser as a server before this one would have left it. */
  async function inFormerFormat({ jar }: Browser): Promise<Browser> {
    const former = new Browser();
    const { openCookie } = await import("@/lib/crypto/sealed-cookie");
    for (const [name, seal] of jar) {
      const content = openCookie(seal, settings.sessionSecrets, {
        name: name.replace("__Host-", ""),
        now: new Date(),
      });
      const [password = ""] = settings.sessionSecrets;
      const ttl = 14 * 24 * 3_600;
      former.jar.set(name, await sealData(JSON.parse(content ?? ""), { password, ttl }));
    }
    return former;
  }

  it.each([
    "",
    "x",
    "*",
    "Fe26.2",
    "Fe26.1*1*a*b*c*1*d*e~2",
    "Fe26.2*1*a*b*c*1*d*e~2",
    "Fe26.2*__proto__*a*b*c**d*e~2",
    "Fe26.2*constructor*a*b*c*never*d*e~2",
    "\u0000*\u0000",
    "*".repeat(3_000),
  ])("open nothing, and break nothing, with the seal %j", async (seal) => {
    const browser = new Browser();
    for (const name of ["", "-attempt-AAAAAAAA", "-link", "-told", "-browser"]) {
      browser.jar.set(`verified-signup${name}`, seal);
    }
    const nothing = { login: null, attempt: null, guardian: null, link: null, admittedFrom: null };
    expect(await holdings(browser)).toEqual(nothing);
  });
});

import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { resolveLostAnswers } from "@/lib/verification/lost-answers";
import {
  inventPerson,
  contextWith,
  verified,
  verify,
  type TestContext,
} from "@/lib/accounts/sign-up.fixture";
import { recordConsent } from "@/lib/consents/documents";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { readAdmittedFrom } from "@/lib/browser/admitted-from";
import { isUnheard, mayAsk } from "@/lib/browser/answer";
import {
  beginGuardianAttempt,
  beginSignUpAttempt,
  currentGuardianAttempt,
  currentSignUp,
} from "@/lib/browser/attempt";
import { Browser } from "@/lib/browser/browser.fixture";
import { GET as guardianAnswer } from "@/app/guardian/answer/route";
import { mayHaveAnswer } from "@/app/verification/answer-handler";
import { GET, HEAD } from "./route";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
vi.mock("next/headers", async () => (await import("@/lib/browser/browser.fixture")).headersOfTest);
vi.mock("next-intl/server", () => ({}));
vi.mock("@/lib/log", () => ({ log: () => undefined, faultName: () => "" }));
vi.mock("@/lib/config", () => ({
  config: () => ({ sessionSecrets: ["s".repeat(32)], secureCookies: false, appUrl: "http://x" }),
}));
vi.mock("@/lib/browser/limit", () => ({ spendHere: () => Promise.resolve(null) }));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
vi.mock("@/lib/server/confirm-context", () => ({ confirmContext: () => portOne.context() }));

const portOne = {
  record: (_id: string): FetchedVerification => ({ kind: "unknown" }),
  asked: 0,
  context(): TestContext {
    return {
      ...contextWith(database, { kind: "unknown" }),
      providerIdIsAttemptId: true,
      fetchVerification: (id) => {
        portOne.asked += 1;
        return Promise.resolve(portOne.record(id));
      },
    };
  },
};
beforeEach(() => {
  portOne.asked = 0;
  portOne.record = () => ({ kind: "unknown" });
});
afterAll(() => database.$disconnect());

const now = new Date();
const minor = inventPerson({ birthDate: `${now.getUTCFullYear() - 10}-01-01` });

/** A browser whose attempt began some time ago without an answer. */
async function waiting(secondsAgo: number): Promise<Browser> {
  const browser = new Browser();
  await browser.visit(() => beginSignUpAttempt([recordConsent("terms", "ko", now)]));
  const attempt = await browser.visit(currentSignUp);
  const createdAt = new Date(Date.now() - secondsAgo * 1_000);
  await database.attempt.update({ where: { id: attempt?.id ?? "" }, data: { createdAt } });
  return browser;
}
const goTo = async (browser: Browser) => {
  const answer = await browser.visit(GET);
  // After a question the page hears when it was asked.
  const location = answer.headers.get("location")?.replace(/\?asked=\d+$/, "");
  return [answer.status, location];
};
const hasMore = (browser: Browser) =>
  browser.visit(async () => {
    const attempt = await currentSignUp();
    if (attempt === null) throw new Error("no attempt");
    return { unheard: await isUnheard(attempt), mayAsk: await mayAsk(attempt, new Date()) };
  });

describe("an answer that was lost", () => {
  it("and was a refusal leads to the reason, with the day from which they may join", async () => {
    const browser = await waiting(10);
    portOne.record = (id) => verified(id, minor);
    expect(await goTo(browser)).toEqual([303, "/signup/refused"]);
    expect(await browser.visit(() => readAdmittedFrom(now))).not.toBeNull();
    expect(await hasMore(browser)).toMatchObject({ unheard: false });
  });

  it("and was found by the sweep meanwhile is still shown once", async () => {
    const browser = await waiting(120);
    const id = (await browser.visit(currentSignUp))?.id;
    portOne.record = (each) => (each === id ? verified(each, minor) : { kind: "unknown" });
    await resolveLostAnswers(portOne.context());
    expect((await browser.visit(currentSignUp))?.state).toBe("refused");
    expect(await hasMore(browser)).toMatchObject({ unheard: true });
    expect(await goTo(browser)).toEqual([303, "/signup/refused"]);
    expect(await hasMore(browser)).toMatchObject({ unheard: false });
    expect(await goTo(browser)).toEqual([303, "/signup"]);
  });

  it("and was good leads on", async () => {
    const browser = await waiting(10);
    portOne.record = (id) => verified(id);
    expect(await goTo(browser)).toEqual([303, "/signup"]);
    expect((await browser.visit(currentSignUp))?.state).toBe("confirmed");
  });

  it("and is not there yet is not requested at every visit, nor too soon, nor by HEAD", async () => {
    const browser = await waiting(10);
    expect(await hasMore(browser)).toMatchObject({ mayAsk: true });
    expect([await goTo(browser), await goTo(browser)]).toEqual([
      [303, "/signup"],
      [303, "/signup"],
    ]);
    expect(await hasMore(browser)).toMatchObject({ mayAsk: false });
    expect(portOne.asked).toBe(1);
    await goTo(await waiting(1));
    const other = await waiting(10);
    await other.visit(() => Promise.resolve(HEAD()));
    expect(portOne.asked).toBe(1);
    expect(await goTo(new Browser())).toEqual([303, "/signup"]);
  });

  it("of a guardian is asked for in the same way, and no oftener", async () => {
    const guarded = {
      policy: { kind: "international" as const, years: 14 },
      guardianConsent: true,
    };
    const { attempt: ward } = await verify(database, minor, guarded);
    const browser = new Browser();
    await browser.visit(() =>
      beginGuardianAttempt(ward.id, [recordConsent("guardian", "ko", now)]),
    );
    const begun = await browser.visit(currentGuardianAttempt);
    const createdAt = new Date(Date.now() - 10_000);
    await database.attempt.update({ where: { id: begun?.id ?? "" }, data: { createdAt } });
    for (let visit = 0; visit < 3; visit += 1) {
      const answer = await browser.visit(guardianAnswer);
      expect(answer.headers.get("location")).toMatch(/^\/guardian(\?asked=\d+)?$/);
    }
    expect(portOne.asked).toBe(1);
  });

  it("sends nobody around on a server that is slower than the next question may come", async () => {
    const browser = await waiting(10);
    const led = (await browser.visit(GET)).headers.get("location") ?? "";
    const asked = new URLSearchParams(led.split("?")[1]).get("asked") ?? "";
    vi.useFakeTimers({ now: Date.now() + 20_000, toFake: ["Date"] });
    try {
      const isSentOn = (search: Record<string, string>) =>
        browser.visit(async () => {
          const attempt = await currentSignUp();
          if (attempt === null) throw new Error("no attempt");
          return mayHaveAnswer(attempt, search);
        });
      expect(await isSentOn({})).toBe(true);
      expect(await isSentOn({ asked })).toBe(false);
      expect(await isSentOn({ asked: "99999999999999" })).toBe(true);
      expect(await isSentOn({ asked: "x" })).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

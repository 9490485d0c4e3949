import { afterAll, describe, expect, inject, it, vi } from "vitest";
import {
  inventImpUid,
  inventPerson,
  contextWith,
  verified,
  type TestContext,
  openMember,
} from "@/lib/accounts/sign-up.fixture";
import { recordConsent } from "@/lib/consents/documents";
import type * as Database from "@/lib/db";
import { openDatabase, openPool } from "@/lib/db";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import {
  beginSignUpAttempt,
  beginGuardianAttempt,
  currentSignUp,
  currentGuardianAttempt,
} from "@/lib/browser/attempt";
import { Browser } from "@/lib/browser/browser.fixture";
import { confirmCallback } from "./confirm-callback";

const [{ url } = { url: "" }] = inject("databases");
const pool = openPool(url);
const database = openDatabase(url, pool);
vi.mock("next/headers", async () => (await import("@/lib/browser/browser.fixture")).headersOfTest);
vi.mock("next-intl/server", () => ({}));
vi.mock("@/lib/log", () => ({
  log: () => undefined,
  faultName: () => "",
  faultFields: () => ({}),
  levelOf: () => "info",
}));
vi.mock("@/lib/config", () => ({
  config: () => ({ sessionSecrets: ["s".repeat(32)], secureCookies: false, appUrl: "http://x" }),
}));
vi.mock("@/lib/browser/limit", () => ({
  spendHere: () => Promise.resolve(null),
  noteLimited: () => undefined,
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
vi.mock("@/lib/server/confirm-context", () => ({ confirmContext: () => portOne.context() }));

/** PortOne's records by id, and how often each was requested. */
const portOne = {
  records: new Map<string, FetchedVerification>(),
  asked: 0,
  context(changes: Partial<TestContext> = {}): TestContext {
    const answer = { kind: "unknown" } as const;
    return contextWith(database, answer, {
      policy: { kind: "international", years: 14 },
      guardianConsent: true,
      fetchVerification: (id) => {
        portOne.asked += 1;
        return Promise.resolve(portOne.records.get(id) ?? { kind: "unknown" });
      },
      ...changes,
    });
  },
};
afterAll(() => database.$disconnect());

/** As the page that opened the popup sends it. */
const confirm = (providerId: string) => confirmCallback({ providerId, fromOurPage: true });

const now = new Date();
const consents = [recordConsent("terms", "ko", now), recordConsent("privacy", "ko", now)];
const consent = [recordConsent("guardian", "ko", now)];
const stateOf = async (id: string) =>
  (await database.attempt.findUniqueOrThrow({ where: { id } })).state;

function finished(record: FetchedVerification): string {
  const id = inventImpUid();
  portOne.records.set(id, record);
  return id;
}
/** A child in another browser, who waits for a guardian. */
async function waitingChild(): Promise<string> {
  const browser = new Browser();
  const id = await signUp(browser);
  const child = inventPerson({ birthDate: `${now.getUTCFullYear() - 10}-01-01` });
  await browser.visit(() => confirm(finished(verified(id, child))));
  return id;
}
async function signUp(browser: Browser): Promise<string> {
  await browser.visit(() => beginSignUpAttempt(consents));
  return (await browser.visit(currentSignUp))?.id ?? "";
}
async function agree(browser: Browser, wardId: string): Promise<string> {
  await browser.visit(() => beginGuardianAttempt(wardId, consent));
  return (await browser.visit(currentGuardianAttempt))?.id ?? "";
}

describe("an answer from PortOne is for the attempt that the record names", () => {
  it("two invitations agreed to in one browser: the first one's window counts, then the second's", async () => {
    const browser = new Browser();
    const wards = [await waitingChild(), await waitingChild()];
    const attempts = [await agree(browser, wards[0] ?? ""), await agree(browser, wards[1] ?? "")];
    for (const id of attempts) {
      const answer = await browser.visit(() => confirm(finished(verified(id))));
      expect(answer).toEqual({ next: "/guardian", code: null });
      expect(await stateOf(id)).toBe("consumed");
      expect((await browser.visit(currentGuardianAttempt))?.id).toBe(id);
    }
  });

  it("one invitation agreed to twice: the first window's consent counts, the second comes late", async () => {
    const browser = new Browser();
    const ward = await waitingChild();
    const [first, second] = [await agree(browser, ward), await agree(browser, ward)];
    const answer = await browser.visit(() => confirm(finished(verified(first))));
    expect(answer).toEqual({ next: "/guardian", code: null });
    expect(await browser.visit(() => confirm(finished(verified(second))))).toMatchObject({
      code: "guardian_link_expired",
    });
    expect(await stateOf(second)).toBe("failed");
  });

  it("a guardian's attempt under way takes nothing from the same browser's own sign-up", async () => {
    const browser = new Browser();
    const own = await signUp(browser);
    const guardian = await agree(browser, await waitingChild());
    const id = finished(verified(own));
    expect(await browser.visit(() => confirm(id))).toEqual({ next: "/signup/details", code: null });
    expect([await stateOf(own), await stateOf(guardian)]).toEqual(["confirmed", "issued"]);
    expect(await browser.visit(() => confirm(id))).toEqual({ next: "/signup/details", code: null });
  });

  it("a sign-up under way takes nothing from the guardian in the same browser", async () => {
    const browser = new Browser();
    const guardian = await agree(browser, await waitingChild());
    const own = await signUp(browser);
    const answer = await browser.visit(() => confirm(finished(verified(guardian))));
    expect(answer).toEqual({ next: "/guardian", code: null });
    expect([await stateOf(own), await stateOf(guardian)]).toEqual(["issued", "consumed"]);
  });

  it("a sign-up begun twice: the earlier window is for its own attempt, which goes on", async () => {
    const browser = new Browser();
    const [earlier, later] = [await signUp(browser), await signUp(browser)];
    const answer = await browser.visit(() => confirm(finished(verified(earlier))));
    expect(answer).toEqual({ next: "/signup/details", code: null });
    expect((await browser.visit(currentSignUp))?.id).toBe(earlier);
    expect([await stateOf(earlier), await stateOf(later)]).toEqual(["confirmed", "issued"]);
  });

  it("an earlier window that did not finish is reported on the page of its own attempt", async () => {
    const browser = new Browser();
    const guardian = await agree(browser, await waitingChild());
    await signUp(browser);
    const unfinished = finished({ kind: "unfinished", attemptId: guardian });
    expect(await browser.visit(() => confirm(unfinished))).toEqual({
      next: "/guardian?code=verification_unfinished",
      code: "verification_unfinished",
    });
    expect(await stateOf(guardian)).toBe("issued");
  });

  it("an earlier attempt whose time is over is not confirmed, and the one under way stays usable", async () => {
    const browser = new Browser();
    const [earlier, later] = [await signUp(browser), await signUp(browser)];
    await database.attempt.update({ where: { id: earlier }, data: { expiresAt: now } });
    expect(await browser.visit(() => confirm(finished(verified(earlier))))).toMatchObject({
      code: "attempt_expired",
    });
    expect(await stateOf(later)).toBe("issued");
    expect((await browser.visit(currentSignUp))?.id).toBe(later);
    expect(await browser.visit(() => confirm(finished(verified(later))))).toMatchObject({
      next: "/signup/details",
    });
  });

  it("an id already used for one attempt is not requested again for another one", async () => {
    const browser = new Browser();
    const earlier = await signUp(browser);
    const id = finished(verified(earlier));
    await browser.visit(() => confirm(id));
    await signUp(browser);
    const { asked } = portOne;
    expect(await browser.visit(() => confirm(id))).toEqual({ next: "/signup/details", code: null });
    expect(portOne.asked).toBe(asked);
  });

  it("another browser's record stays unknown, however many attempts this one has", async () => {
    const [browser, stranger] = [new Browser(), new Browser()];
    const theirs = await signUp(stranger);
    const own = [await signUp(browser), await agree(browser, await waitingChild())];
    expect(await browser.visit(() => confirm(finished(verified(theirs))))).toMatchObject({
      code: "verification_unknown",
    });
    for (const id of [theirs, ...own]) expect(await stateOf(id)).toBe("issued");
  });

  it("windows of several attempts that finish at one moment: each is for its own", async () => {
    const browser = new Browser();
    const ids = [await signUp(browser), await signUp(browser), await signUp(browser)];
    const answers = await Promise.all(
      ids.flatMap((id) => {
        const impUid = finished(verified(id));
        return [1, 2].map(() => browser.send(() => confirm(impUid)));
      }),
    );
    for (const { result } of answers)
      expect(result).toEqual({ next: "/signup/details", code: null });
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => "confirmed"));
  });
});

describe("what a refusal leaves behind", () => {
  it("a line for the help desk, with and without an attempt, and one where all went well", async () => {
    const browser = new Browser();
    const id = await signUp(browser);
    const unfinished = finished({ kind: "unfinished", attemptId: id });
    await browser.visit(() => confirm(unfinished));
    await browser.visit(() => confirm(finished(verified(id))));
    const stranger = inventImpUid();
    await new Browser().visit(() => confirm(stranger));
    const codesOf = async (where: object) => {
      const lines = await database.attemptLine.findMany({ where, orderBy: { id: "asc" } });
      return lines.map(({ code }) => code);
    };
    await expect.poll(() => codesOf({ attemptId: id })).toEqual(["verification_unfinished", null]);
    expect(await codesOf({ attemptId: null })).toContain("attempt_missing");
    const kept = JSON.stringify(
      await database.attemptLine.findMany({ where: { attemptId: id } }),
      noBigInt,
    );
    for (const secret of [unfinished, stranger, "홍시험"]) expect(kept).not.toContain(secret);
  });

  it.each(["under_age", "already_joined", "no_ci"] as const)(
    "%s: no id at PortOne, no account's id, and the person sees what we do not keep",
    async (code) => {
      const browser = new Browser();
      const id = await signUp(browser);
      const traits = {
        under_age: { birthDate: `${now.getUTCFullYear() - 10}-01-01`, ci: null, di: null },
        no_ci: { ci: null, di: null },
        already_joined: {},
      }[code];
      const person = inventPerson(traits);
      const impUid = finished(verified(id, person));
      const refusing = portOne.context({ guardianConsent: false });
      const member = code === "already_joined" ? await openMember(database, person) : null;
      const answer = await browser.visit(() => withContext(refusing, () => confirm(impUid)));
      expect(answer).toEqual({ next: `/signup/refused?code=${code}`, code });
      const row = JSON.stringify(await database.attempt.findUniqueOrThrow({ where: { id } }));
      expect(row).not.toContain(impUid);
      if (member !== null) expect(row).not.toContain(member);
      const { readHint } = await import("@/lib/browser/answer");
      const { readAdmittedFrom } = await import("@/lib/browser/admitted-from");
      const { refusedSignUp } = await import("@/lib/browser/attempt");
      const told = await browser.visit(async () => {
        const refused = await refusedSignUp();
        return {
          hint: refused && (await readHint(refused)),
          from: await readAdmittedFrom(now),
        };
      });
      expect(told.hint === null).toBe(code !== "already_joined");
      expect(told.from === null).toBe(code !== "under_age");
    },
  );

  async function withContext<T>(context: TestContext, act: () => Promise<T>): Promise<T> {
    const spy = vi.spyOn(portOne, "context").mockReturnValue(context);
    try {
      return await act();
    } finally {
      spy.mockRestore();
    }
  }

  it("an exchange asks the database twice: to hold, and to recognise and end", async () => {
    let asked = 0;
    const count = () => (asked += 1);
    const statements = vi.spyOn(database.$statements, "query");
    const known = await openMember(database);
    expect(known).toBeTruthy();
    for (const person of [
      inventPerson(),
      inventPerson({ birthDate: `${now.getUTCFullYear()}-01-01` }),
    ]) {
      const browser = new Browser();
      const impUid = finished(verified(await signUp(browser), person));
      asked = 0;
      statements.mockClear();
      pool.on("acquire", count);
      await browser.visit(() => confirm(impUid));
      pool.off("acquire", count);
      // Of an exchange before, the help desk's line: nobody waits for it.
      const lines = statements.mock.calls.filter(([, , name]) => name === "write_attempt_lines");
      expect(asked - lines.length).toBe(2);
    }
    statements.mockRestore();
  });
});

function noBigInt(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

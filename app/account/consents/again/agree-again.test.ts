import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { byPassword, inventKeys, openMember } from "@/lib/accounts/sign-up.fixture";
import { firstDuty, memberAccess } from "@/lib/browser/access";
import { Browser } from "@/lib/browser/browser.fixture";
import { stepUp } from "@/lib/browser/step-up";
import { documents, shownField, shownMark, type DocumentVersion } from "@/lib/consents/documents";
import type * as Source from "@/lib/consents/source/read-documents";
import type * as Fixture from "@/lib/consents/source/documents.fixture";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { POST } from "./submit/route";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const rings = inventKeys();
const reader = vi.hoisted(() => ({ locale: "ko" }));
/** A company has written new terms, which hold from 2 January 2090 on. */
vi.mock("@/lib/generated/documents", async () => {
  const { copyDocuments, publish, writeNewTerms } = await vi.importActual<typeof Fixture>(
    "@/lib/consents/source/documents.fixture",
  );
  const { readDocuments } = await vi.importActual<typeof Source>(
    "@/lib/consents/source/read-documents",
  );
  const folder = copyDocuments();
  writeNewTerms(folder, "2090-01-02");
  publish(folder);
  const all = readDocuments(folder);
  return { documents: all, documentIds: [...new Set(all.map(({ id }) => id))] };
});
vi.mock("next/headers", async () => (await import("@/lib/browser/browser.fixture")).headersOfTest);
vi.mock("next-intl/server", () => ({
  getLocale: async () => reader.locale,
  getTranslations: async () => (key: string) => key,
}));
vi.mock("@/app/form-handlers/form-problem", () => ({ writeFormProblem: () => "" }));
vi.mock("@/lib/server/context", () => ({ context: () => ({ db: database, now: new Date() }) }));
vi.mock("@/lib/config", () => ({
  config: () => ({
    ...rings,
    sessionSecrets: ["the only secret there is"],
    secureCookies: false,
    reverifyAfterDays: 0,
    appUrl: "http://localhost:3000",
    brand: { name: "Example", colour: null },
  }),
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
afterAll(() => database.$disconnect());

const eve = new Date("2090-01-01T23:59:59+09:00");
const dayOne = new Date("2090-01-02T00:00:00+09:00");

describe("a new version of a document that is required", () => {
  let id: string;
  let browser: Browser;
  beforeEach(async () => {
    vi.useRealTimers();
    reader.locale = "ko";
    id = await openMember(database);
    browser = new Browser();
  });
  const logInAt = async (now: Date) => {
    vi.useFakeTimers({ now, toFake: ["Date"] });
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
  };
  const duty = async () => {
    const login = await browser.visit(() => memberAccess.current());
    if (login === null) throw new Error("Nobody is logged in");
    return firstDuty(login);
  };
  const send = async (fields: Record<string, string>) => {
    const response = await browser.visit(() =>
      POST(
        new Request("http://localhost:3000/account/consents/again/submit", {
          method: "POST",
          headers: { accept: "application/json", origin: "http://localhost:3000" },
          body: new URLSearchParams(fields),
        }),
      ),
    );
    const { next, code }: { next?: string; code?: string } = await response.json();
    return next ?? code;
  };
  const mark = (version: DocumentVersion | null, locale: "ko" | "en") => {
    if (version === null) throw new Error("There is no such version");
    return { [shownField("terms")]: shownMark(version, locale) };
  };
  const agreed = () => database.consent.findMany({ where: { accountId: id, document: "terms" } });

  it("asks at the next login, not before it holds, and not in a login that had begun", async () => {
    await logInAt(eve);
    expect(await duty()).toBeNull();
    vi.setSystemTime(dayOne);
    expect(await duty()).toBeNull();
    await logInAt(dayOne);
    expect(await duty()).toBe("/account/consents/again");
  });

  it("is agreed to once, in the language shown, and asks no more", async () => {
    await logInAt(dayOne);
    const shown = mark(documents.current("terms", dayOne), "ko");
    expect(await send(shown)).toBe("consent_required");
    expect(await send({ ...shown, terms: "on" })).toBe("/account");
    expect(await send({ ...shown, terms: "on" })).toBe("/account");
    expect(await duty()).toBeNull();
    const rows = await agreed();
    expect(rows.map(({ version, language }) => [version, language])).toEqual(
      expect.arrayContaining([
        ["2026-11-01", "ko"],
        ["2090-01-02", "ko"],
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  it("is not agreed to by a form of another version or language: nothing is recorded", async () => {
    await logInAt(dayOne);
    const now = documents.current("terms", dayOne);
    const old = documents.find("terms", "2026-11-01");
    for (const shown of [mark(old, "ko"), mark(now, "en"), {}]) {
      expect(await send({ ...shown, terms: "on" })).toBe("consent_outdated");
    }
    reader.locale = "en";
    expect(await send({ ...mark(now, "ko"), terms: "on" })).toBe("consent_outdated");
    expect(await agreed()).toHaveLength(1);
    expect(await duty()).toBe("/account/consents/again");
  });

  it("keeps nobody from leaving, from their data, or from logging out", async () => {
    await logInAt(dayOne);
    const step = (evenIfDue: boolean) => browser.visit(() => stepUp({}, { evenIfDue }));
    expect(await step(false)).toEqual({ kind: "due", duty: "/account/consents/again" });
    expect(await step(true)).toMatchObject({ kind: "fresh" });
    await browser.visit(() => memberAccess.signOut());
    expect(await browser.visit(() => memberAccess.current())).toBeNull();
  });
});

import { afterAll, describe, expect, inject, it, vi } from "vitest";
import { byPassword, inventKeys, inventPerson, openMember } from "@/lib/accounts/sign-up.fixture";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { recoverAccount } from "@/lib/recovery/recover-account";
import { verifyFor } from "@/lib/recovery/recovery.fixture";
import { memberAccess } from "./access";
import { Browser } from "./browser.fixture";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const rings = inventKeys();
vi.mock("next/headers", async () => (await import("./browser.fixture")).headersOfTest);
vi.mock("@/lib/config", () => ({
  config: () => ({
    ...rings,
    sessionSecrets: ["the only secret there is"],
    secureCookies: false,
    reverifyAfterDays: 365,
    appUrl: "http://localhost:3000",
    brand: { name: "Example", colour: null },
  }),
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
afterAll(() => database.$disconnect());

describe("a login planted in somebody's browser before they recover", () => {
  const signIn = (browser: Browser, id: string) =>
    browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
  const current = (browser: Browser) =>
    browser.visit(async () => (await memberAccess.current())?.id ?? null);

  it.each(["of their own account", "of the thief's account"])(
    "%s is worth nothing afterwards",
    async (whose) => {
      const [person, thiefs] = [inventPerson(), await openMember(database)];
      const id = await openMember(database, person);
      const thief = new Browser();
      await signIn(thief, whose === "of their own account" ? id : thiefs);
      const owner = new Browser();
      for (const [name, value] of thief.jar) owner.jar.set(name, value);
      const { attempt, context } = await verifyFor(database, { purpose: "recovery" }, person);
      const typed = { password: "a brand new battery", email: null };
      const outcome = await recoverAccount(attempt, typed, { ...context, hasPasskey: false });
      expect(outcome.kind).toBe("recovered");
      // Recovery itself begins no login, so that there is none to be fixed.
      expect(await current(owner)).toBe(whose === "of their own account" ? null : thiefs);
      await signIn(owner, id);
      expect(await current(owner)).toBe(id);
      expect(await current(thief)).toBeNull();
    },
  );
});

import { randomBytes } from "node:crypto";
import { PlainClient } from "../support/plain-client";
import { startStack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";
import { begin, coded, password, record, shownText } from "../support/sign-up";

/** Attacks under other settings, each on its own server. */

test("attack: a cookie or a page taken from an unsafe connection", async () => {
  const origin = "https://signup.example.com";
  const stack = await startStack({ version: "v1", settings: { APP_URL: origin } });
  const client = new PlainClient(origin, stack.appUrl);
  const page = await client.get("/signup");
  const agreed = await client.submit(page, "terms", { all: "on" });
  const english = await client.submit(page, "locale", { locale: "en" });
  const cookies = [agreed, english].flatMap(({ headers }) => headers.getSetCookie());
  expect(cookies.filter((cookie) => cookie.startsWith("__Host-verified-signup-"))).not.toEqual([]);
  expect(cookies.filter((cookie) => /^(?!__Host-verified-signup-|locale=)/.test(cookie))).toEqual(
    [],
  );
  for (const cookie of cookies) {
    for (const flag of ["Secure", "HttpOnly", "SameSite=lax", "Path=/"])
      expect(cookie).toContain(flag);
    expect(cookie).not.toMatch(/domain=/i);
  }
  expect(page.headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
  const policy = page.headers.get("content-security-policy") ?? "";
  const scripts = policy.split(";").find((each) => each.trim().startsWith("script-src")) ?? "";
  expect(scripts).toMatch(/'nonce-[^']+' 'strict-dynamic'/);
  expect(scripts).not.toContain("unsafe");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("upgrade-insecure-requests");
  expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  // Every script has the nonce of its answer, a new one each time.
  const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
  for (const [script] of page.text.matchAll(/<script[^>]*>/g)) expect(script).toContain(nonce);
  expect((await client.get("/signup")).headers.get("content-security-policy")).not.toContain(nonce);
  await stack.close();
});

test("attack: another address written into X-Forwarded-For with each guess", async () => {
  test.setTimeout(120_000);
  const tries = 12;
  const guess = async (appUrl: string, forwarded: (at: number) => string) => {
    const client = new PlainClient(appUrl);
    const form = await client.get("/login");
    const answers = [];
    for (let at = 0; at < tries; at += 1) {
      const values = { email: `victim-${forwarded(0)}@example.com`, password: `guess ${at}` };
      const headers = { "x-forwarded-for": forwarded(at) };
      answers.push(shownText(await client.submit(form, "email", values, headers)));
    }
    return answers.filter((text) => text.includes("안전을 위해 잠시 멈췄어요")).length;
  };
  const direct = await startStack({ version: "v1" });
  expect(await guess(direct.appUrl, (at) => `198.51.100.${at}`)).toBe(tries - 10);
  await direct.close();
  // A trusted proxy's header counts, but only the hop that it added itself.
  const settings = { TRUSTED_PROXIES: "127.0.0.0/8, ::1" };
  const behind = await startStack({ version: "v1", settings });
  expect(await guess(behind.appUrl, (at) => `1.1.1.${at}, 198.51.100.9`)).toBe(tries - 10);
  expect(await guess(behind.appUrl, (at) => `198.51.100.${100 + at}`)).toBe(0);
  await behind.close();
});

test("attack: joining again by a way that gives no CI", async () => {
  const stack = await startStack({ version: "v2", settings: { DUPLICATE_KEY: "ci-or-di" } });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const both = await sandbox.invent({});
  await sandbox.post("people", { ...both, key: "di-only", ci: null });
  await sandbox.post("people", { ...both, key: "neither", ci: null, di: null });
  const tryJoining = async (person: string, email: string) => {
    const { client, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, "v2", attempt, { person });
    const confirmed = await client.postJson("/certifications", body);
    if (confirmed.status !== 200) return coded(confirmed);
    const details = await client.get("/signup/details");
    return [(await client.submit(details, "email", { email, password })).location];
  };
  expect(await tryJoining("neither", "nobody@example.com")).toEqual([403, "no_ci"]);
  expect(await tryJoining(both.key, "once@example.com")).toEqual(["/signup/complete"]);
  expect(await tryJoining("di-only", "twice@example.com")).toEqual([409, "already_joined"]);
  const other = await sandbox.invent({});
  await sandbox.post("people", { ...other, key: "di-first", ci: null });
  expect(await tryJoining("di-first", "first@example.com")).toEqual(["/signup/complete"]);
  expect(await tryJoining(other.key, "second@example.com")).toEqual([409, "already_joined"]);
  await stack.close();
});

test("attack: joining again after the index key was thrown away", async () => {
  const stack = await startStack({ version: "v1" });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, "v1", attempt, { person: "adult" });
  await client.postJson("/certifications", body);
  const details = await client.get("/signup/details");
  await client.submit(details, "email", { email: "once@example.com", password });
  const settings = { CI_INDEX_KEYS: `new:${randomBytes(32).toString("base64")}` };
  const restarted = startStack({ version: "v1", databaseUrl: stack.databaseUrl, settings });
  await expect(restarted).rejects.toThrow(/CI_INDEX_KEYS: people stand under test/);
  await stack.close();
});

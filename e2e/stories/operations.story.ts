import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { openDatabase } from "@/lib/db";
import { freePort } from "../support/free-port";
import { PlainClient } from "../support/plain-client";
import { startStack } from "../support/stack";
import { begin, record, shownText } from "../support/sign-up";
import { expect, inventEmail, SandboxControl, test } from "../support/story";

/** Starts the production server with these settings and waits until it exits. */
async function startAlone(
  settings: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-p", `${port}`],
    {
      env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...settings },
    },
  );
  let output = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => {
    server.once("exit", resolve);
    setTimeout(() => server.kill(), 15_000).unref();
  });
  return { code, output };
}

test("production refuses to start without its settings, and names each", async () => {
  const { code, output } = await startAlone({});
  expect(code).toBe(1);
  for (const name of [
    "APP_URL",
    "DATABASE_URL",
    "SESSION_SECRETS",
    "CI_SEAL_KEYS",
    "CI_INDEX_KEYS",
    "AUDIT_KEYS",
    "SMTP_URL",
    "PORTONE_IMP_CODE",
    "PORTONE_IMP_KEY",
    "PORTONE_IMP_SECRET",
    "PORTONE_CHANNEL_KEY",
  ]) {
    expect(output).toContain(`${name}: is missing`);
  }
});

test("production refuses the development settings", async () => {
  const lines = readFileSync(".env.development", "utf8").split("\n");
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined || name === "ALLOW_SANDBOX" ? [] : [[name, value ?? ""] as const];
  });
  const { code, output } = await startAlone(Object.fromEntries(pairs));
  expect(code).toBe(1);
  for (const name of [
    "APP_URL",
    "PORTONE_API_URL",
    "SESSION_SECRETS",
    "CI_SEAL_KEYS",
    "CI_INDEX_KEYS",
    "AUDIT_KEYS",
    "PORTONE_IMP_SECRET",
  ]) {
    expect(output).toContain(`${name}: `);
  }
});

test("when the database is gone, people hear it, and nothing is half-written", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const token = "metrics-token-of-a-story";
  const stack = await startStack({ version: "v1", settings: { METRICS_TOKEN: token } });
  const client = new PlainClient(stack.appUrl);
  const metrics = async (authorization: string) => {
    const answer = await fetch(`${stack.appUrl}/metrics`, { headers: { authorization } });
    return { status: answer.status, text: await answer.text() };
  };
  await client.submit(await client.get("/signup"), "terms", { terms: "on", privacy: "on" });
  const page = await client.get("/signup");
  const attempt = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(page.text)?.[1];
  const made = await fetch(`${stack.sandboxUrl}/_sandbox/certifications`, {
    method: "POST",
    body: JSON.stringify({ person: "adult", merchant_uid: attempt }),
  }).then((answer) => answer.text());
  const body = made;
  expect((await client.postJson("/certifications", body)).status).toBe(200);
  const details = await client.get("/signup/details");
  expect((await metrics("Bearer another")).status).toBe(401);
  const figures = await metrics(`Bearer ${token}`);
  expect(figures.status).toBe(200);
  for (const line of [
    /^verified_signup_portone_answers_total\{outcome="verified"\} 1$/m,
    /^verified_signup_portone_token_renewals_total 1$/m,
    /^verified_signup_database_up 1$/m,
    /^nodejs_eventloop_lag_seconds /m,
  ]) {
    expect(figures.text).toMatch(line);
  }
  expect(figures.text).not.toContain("홍길동");

  await stack.stopDatabase();
  expect((await metrics(`Bearer ${token}`)).text).toMatch(/^verified_signup_database_up 0$/m);
  const callback = await client.postJson("/certifications", body);
  expect([callback.status, JSON.parse(callback.text).code]).toEqual([503, "database_unavailable"]);
  const redirect = await client.get(
    `/certifications/redirect?${new URLSearchParams(JSON.parse(body))}`,
  );
  expect([redirect.status, redirect.location]).toEqual([303, "/signup?code=database_unavailable"]);
  expect((await client.get("/health/live")).status).toBe(200);
  expect((await client.get("/health/ready")).status).toBe(503);
  // A page that fails still says whose site it is.
  const window = await browser.newPage();
  const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: stack.appUrl }));
  await window.context().addCookies(cookies);
  const failed = await window.goto(`${stack.appUrl}/signup/details`);
  expect(failed?.status()).toBe(500);
  await expect(window.getByText("대표 홍길동")).toBeVisible();
  await window.close();
  const email = inventEmail();
  // The form's page needs the database too, so only the message is shown.
  for (const [form, values] of [
    ["email", { email, password: "correct horse battery" }],
    ["/signup/details/start-over", {}],
  ] as const) {
    const answer = await client.submit(details, form, values);
    expect([answer.status, answer.text.includes("저장됐는지 확인하지 못했어요")]).toEqual([
      503,
      true,
    ]);
  }
  expect(stack.output()).not.toContain(email);
  expect(stack.output()).not.toContain("홍길동");
  await stack.close();
});

test("asked to stop, a server is not ready at once, answers on, and ends what is under way", async () => {
  const stack = await startStack({ version: "v1", settings: { DRAIN_SECONDS: "2" } });
  const client = new PlainClient(stack.appUrl);
  const page = await client.get("/login");
  const exit = stack.terminate();
  await expect
    .poll(async () => (await client.get("/health/ready")).status, { intervals: [50] })
    .toBe(503);
  expect((await client.get("/health/live")).status).toBe(200);
  const submitted = { email: inventEmail(), password: "correct horse battery" };
  expect((await client.submit(page, "email", submitted)).status).toBe(401);
  expect(await exit).toBe(143);
  await stack.close();
});

test("when the database's disk is full, people hear it, and go on once it is not", async () => {
  test.setTimeout(90_000);
  const stack = await startStack({ version: "v1" });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const { key } = await sandbox.invent({});
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, "v1", attempt, { person: key });
  const db = openDatabase(stack.databaseUrl);
  // What a write meets then: 53100, disk_full.
  await db.$executeRawUnsafe(`CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$`);
  for (const table of ["attempts", "accounts", "rate_limits"]) {
    await db.$executeRawUnsafe(`CREATE TRIGGER is_full BEFORE INSERT OR UPDATE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION is_full()`);
  }
  const callback = await client.postJson("/certifications", body);
  expect([callback.status, JSON.parse(callback.text).code]).toEqual([503, "database_unavailable"]);
  const stranger = new PlainClient(stack.appUrl);
  const terms = await stranger.get("/signup");
  const agreed = await stranger.submit(terms, "terms", { terms: "on", privacy: "on" });
  expect(agreed.status).toBe(503);
  expect(shownText(agreed)).toContain("저장됐는지 확인하지 못했어요");
  await expect.poll(() => stack.output()).toContain('"reason":"database_full"');

  for (const table of ["attempts", "accounts", "rate_limits"]) {
    await db.$executeRawUnsafe(`DROP TRIGGER is_full ON ${table}`);
  }
  await db.$disconnect();
  expect((await client.postJson("/certifications", body)).status).toBe(200);
  const again = await stranger.submit(terms, "terms", { terms: "on", privacy: "on" });
  expect([again.status, again.location]).toEqual([303, "/signup"]);
  await stack.close();
});

test("a PortOne that does not answer holds nobody else up, however many wait for it", async () => {
  test.setTimeout(120_000);
  const stack = await startStack({ version: "v1" });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const crowd = [];
  for (let count = 0; count < 40; count += 1) {
    const { key } = await sandbox.invent({});
    const { client, attempt } = await begin(stack.appUrl);
    crowd.push({ client, body: await record(sandbox, "v1", attempt, { person: key }) });
  }
  await sandbox.post("faults", { path: "/certifications", delayMs: 60_000, times: 1_000 });
  const began = Date.now();
  const waiting = crowd.map(({ client, body }) => client.postJson("/certifications", body));
  // More than the pool has connections: none of them holds one while it waits.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (const path of ["/signup", "/login", "/health/ready"]) {
    const asked = Date.now();
    expect([path, (await new PlainClient(stack.appUrl).get(path)).status]).toEqual([path, 200]);
    expect(Date.now() - asked).toBeLessThan(2_000);
  }
  for (const answer of await Promise.all(waiting)) {
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, "provider_unavailable"]);
  }
  expect(Date.now() - began).toBeLessThan(15_000);
  await fetch(`${stack.sandboxUrl}/_sandbox/faults`, { method: "DELETE" });
  const later = await Promise.all(
    crowd.map(({ client, body }) => client.postJson("/certifications", body)),
  );
  expect(later.map(({ status }) => status)).toEqual(crowd.map(() => 200));
  await stack.close();
});

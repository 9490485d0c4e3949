import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join as joinPath, resolve } from "node:path";
import { PlainClient } from "../support/plain-client";
import { startStack, type Stack } from "../support/stack";
import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  SandboxControl,
  test,
  verifyInPopup,
} from "../support/story";
import { begin, join, record, verifyToRecover } from "../support/sign-up";

/** A tab opened before a deployment, and one that reaches old and new servers. */

const other = "e2e/.output/other-build";
const password = "correct horse battery";

/** The same product with different scripts, so that an open tab no longer matches. */
function buildOther(): void {
  rmSync(other, { recursive: true, force: true });
  mkdirSync(other, { recursive: true });
  const parts = ["app", "lib", "proxy.ts", "instrumentation.ts", "next.config.js"];
  for (const part of [...parts, "package.json", "postcss.config.js", "tsconfig.json"]) {
    // Tests need what the build leaves out.
    const filter = (path: string) => !/\.(test|fixture)\.tsx?$/.test(path);
    cpSync(part, joinPath(other, part), { recursive: true, force: true, filter });
  }
  const button = joinPath(other, "app/components/button.tsx");
  writeFileSync(button, readFileSync(button, "utf8").replaceAll("rounded-2xl", "rounded-xl"));
  const build = spawnSync(process.execPath, [resolve("node_modules/next/dist/bin/next"), "build"], {
    cwd: other,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    encoding: "utf8",
  });
  if (build.status !== 0) throw new Error(`${build.stdout}${build.stderr}`);
}

async function deploy(stack: Stack, directory: string): Promise<void> {
  await stack.kill();
  await stack.restart(directory);
}

/** A member verifies on one build, and sets the new password on the other; what was refused is kept. */
async function recoverAcross(stack: Stack, sandbox: SandboxControl): Promise<void> {
  const place = { appUrl: stack.appUrl, sandbox, version: "v1" as const };
  const person = await sandbox.invent({});
  await join(place, { person: person.key });
  const { client, form } = await verifyToRecover(place, { person: person.key });
  await deploy(stack, other);
  const weak = await client.submit(form, "password", { password: "short" });
  expect(weak.status).toBe(422);
  await deploy(stack, ".");
  const set = await client.submit(weak, "password", { password: "quite another battery" });
  expect(set.location).toBe("/recover/done");
}

test("every step that costs a person something outlives a deployment, and the way back (v1)", async ({
  browser,
}) => {
  // Two builds of the whole site are made in it.
  test.setTimeout(600_000);
  buildOther();
  const stack = await startStack({ version: "v1" });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  try {
    // Without a browser: each page from one build, its form sent to the other.
    const client = new PlainClient(stack.appUrl);
    const consents = await client.get("/signup");
    await deploy(stack, other);
    const agreed = await client.submit(consents, "terms", { terms: "on", privacy: "on" });
    expect([agreed.status, agreed.location]).toEqual([303, "/signup"]);
    const { client: verified, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, "v1", attempt, { person: "adult" });
    expect((await verified.postJson("/certifications", body)).status).toBe(200);
    const details = await verified.get("/signup/details");
    await deploy(stack, ".");
    const values = { email: inventEmail(), password };
    const joined = await verified.submit(details, "email", values);
    expect([joined.status, joined.location]).toEqual([303, "/signup/complete"]);
    await recoverAcross(stack, sandbox);

    // In a browser: the page stays open while the server is replaced.
    const person = await sandbox.invent({});
    const page = await browser.newPage({ locale: "ko-KR" });
    await agreeToAll(page, stack.appUrl);
    await deploy(stack, other);
    await verifyInPopup(page, person.key);
    await expect(page).toHaveURL(/\/signup\/details$/);
    await deploy(stack, ".");
    await fillDetails(page, inventEmail());
    await expect(page).toHaveURL(/\/signup\/complete$/, { timeout: 30_000 });
    // A link of the page leads to a page of the other build.
    await deploy(stack, other);
    await page.getByRole("link", { name: "내 계정" }).first().click();
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByRole("button", { name: "로그아웃" })).toBeVisible();
    await page.close();
  } finally {
    await stack.close();
  }
});

test("a form from before forms had addresses still goes through (v1)", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const form = new FormData();
  for (const [name, value] of [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", '{"id":"60a1b2","bound":"$@1"}'],
    ["$ACTION_1:1", '[{"email":""}]'],
    ["$ACTION_KEY", "k0123"],
    ["email", "nobody@example.com"],
    ["password", "not the password"],
  ] as const) {
    form.set(name, value);
  }
  const answer = await client.postForm("/login", form);
  expect(answer.status).toBe(401);
  expect(answer.text).toContain('value="nobody@example.com"');
  // A page without a form is shown again with a message.
  const old = await client.postForm("/signup/refused", form, { accept: "text/html" });
  expect([303, 405]).toContain(old.status);
});

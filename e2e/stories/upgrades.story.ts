import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as send } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { PlainClient } from "../support/plain-client";
import { shownText } from "../support/sign-up";
import { expect, test } from "../support/story";

/** What an upgrade of Next may change under us, each in words. */

const credentials = { email: "nobody@example.com", password: "not the password" };

test("Next answers the request that Node's channel has prepared (v1)", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const changed =
    "Next reads a request before http.server.request.start: see lib/requests/watch-requests.ts";
  // Nothing answers a POST at a page, and Next knows no such method.
  const posted = await client.postForm("/login", new URLSearchParams(credentials));
  expect(posted.status, changed).toBe(401);
  expect(await statusOf(stack.appUrl, "PROPFIND"), changed).toBe(405);
});

test("Next renders a page that the server asks itself for, under the request's policy (v1)", async ({
  stack,
}) => {
  const client = new PlainClient(stack.appUrl);
  const refused = await client.submit(await client.get("/login"), "email", credentials);
  const changed =
    "Next no longer hands a page the headers of our own request: see lib/requests/render-page.ts";
  expect([refused.status, shownText(refused)], changed).toEqual([
    401,
    expect.stringContaining("이메일이나 비밀번호가 맞지 않아요"),
  ]);
  expect(refused.text, changed).toContain('value="nobody@example.com"');
  const policy = refused.headers.get("content-security-policy") ?? "";
  const [, nonce = "no nonce"] = /'nonce-([^']+)'/.exec(policy) ?? [];
  const nonces = [...refused.text.matchAll(/<script[^>]* nonce="([^"]*)"/g)].map(
    ([, each]) => each,
  );
  expect(new Set(nonces), "Next no longer takes the nonce from the request: see proxy.ts").toEqual(
    new Set([nonce]),
  );
});

test("every page runs what Next's build lists as the root's files (v1)", async ({ stack }) => {
  const manifest: unknown = JSON.parse(readFileSync(".next/build-manifest.json", "utf8"));
  const { rootMainFiles } = z.object({ rootMainFiles: z.array(z.string()).min(1) }).parse(manifest);
  const { text } = await new PlainClient(stack.appUrl).get("/");
  for (const script of rootMainFiles) {
    expect(text, `Next's pages no longer run ${script}: see next.config.js`).toContain(script);
  }
});

test("a build whose files have changed fails, and says what (v1)", () => {
  const folder = mkdtempSync(join(tmpdir(), "build-"));
  const build = (manifest: unknown) => {
    writeFileSync(join(folder, "build-manifest.json"), JSON.stringify(manifest));
    const script = `import config from "./next.config.js";
      await config.compiler.runAfterProductionCompile({ distDir: process.argv[1] });`;
    const options = ["--input-type=module", "--eval", script, folder];
    const { status, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
    return status === 0 ? "built" : stderr;
  };
  mkdirSync(join(folder, "static"));
  writeFileSync(join(folder, "static/root.js"), "run();");
  expect(build({ rootMainFiles: ["static/root.js"] })).toBe("built");
  expect(readFileSync(join(folder, "static/root.js"), "utf8")).toBe(
    "//# allFunctionsCalledOnLoad\nrun();",
  );
  for (const manifest of [{ mainFiles: ["static/root.js"] }, { rootMainFiles: [] }]) {
    expect(build(manifest)).toContain(
      "Next no longer writes build-manifest.rootMainFiles: see next.config.js",
    );
  }
  expect(build({ rootMainFiles: ["static/moved.js"] })).toContain(
    "Next no longer writes static/moved.js, which it lists: see next.config.js",
  );
  rmSync(folder, { recursive: true });
});

function statusOf(url: string, method: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = send(url, { method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once("error", reject).end();
  });
}

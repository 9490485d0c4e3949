import type { Browser } from "@playwright/test";
import { freePort } from "../support/free-port";
import { nginxPath, startNginx } from "../support/nginx";
import { PlainClient } from "../support/plain-client";
import { startStack } from "../support/stack";
import { expect, test } from "../support/story";
import { shownText } from "../support/sign-up";

/** Behind a real nginx, correctly and wrongly configured. */

test.describe.configure({ timeout: 120_000 });

test.skip(nginxPath === null, "NOT RUN: there is no nginx on this machine");

const credentials = { email: "nobody@example.com", password: "not the password" };

const proxies = [
  ["a bare proxy_pass", ""],
  ["a Host without its port", "proxy_set_header Host $host;"],
  ["a Host in capitals", "proxy_set_header Host LOCALHOST;"],
  ["two forwarded hosts", 'proxy_set_header X-Forwarded-Host "a, b";'],
  ["no host that is one", 'proxy_set_header X-Forwarded-Host "[";'],
] as const;

test("every form works behind a proxy, whatever it writes into Host (v1)", async ({ browser }) => {
  const port = await freePort();
  const stack = await startStack({ version: "v1", publicPort: port });
  for (const [name, directives] of proxies) {
    await test.step(name, async () => {
      const nginx = await startNginx(stack.listensAt, directives, port);
      try {
        await tryForms(nginx.url, browser);
      } finally {
        await nginx.close();
      }
    });
  }
  await stack.close();
});

async function tryForms(url: string, browser: Browser): Promise<void> {
  const client = new PlainClient(url);
  const first = await client.get("/signup", { accept: "text/html" });
  const page = first.status === 307 ? await client.get("/signup?_host=1") : first;
  const agreed = await client.submit(page, "terms", { terms: "on", privacy: "on" });
  expect([agreed.status, agreed.location]).toEqual([303, "/signup"]);
  const refused = await client.submit(await client.get("/login"), "email", credentials);
  expect(refused.status).toBe(401);
  expect(shownText(refused)).toContain("이메일이나 비밀번호가 맞지 않아요");
  const opaque = { origin: "null" };
  const unsigned = await client.submit(await client.get("/login"), "email", credentials, opaque);
  expect(unsigned.status).toBe(403);
  expect(shownText(unsigned)).toContain(url);
  // Also in a browser, with JavaScript.
  const person = await browser.newPage({ locale: "ko-KR" });
  await person.goto(`${url}/login`);
  await person.getByLabel("이메일").fill(credentials.email);
  await person.getByLabel("비밀번호", { exact: true }).fill(credentials.password);
  await person.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(person.getByText("이메일이나 비밀번호가 맞지 않아요")).toBeVisible();
  await person.close();
}

test("a proxy missing from TRUSTED_PROXIES is logged once, as an error (v1)", async () => {
  const port = await freePort();
  const stack = await startStack({ version: "v1", publicPort: port });
  const forwards = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
  const nginx = await startNginx(
    stack.listensAt,
    `proxy_set_header Host $http_host; ${forwards}`,
    port,
  );
  try {
    const direct = new PlainClient(stack.appUrl, stack.listensAt);
    await direct.submit(await direct.get("/login"), "email", credentials);
    await expect.poll(() => stack.output()).toContain('"login_failed"');
    expect(stack.output()).not.toContain("unnamed_proxy");
    const client = new PlainClient(nginx.url);
    const login = await client.get("/login");
    for (let tries = 0; tries < 3; tries += 1) await client.submit(login, "email", credentials);
    await expect.poll(() => stack.output().match(/"login_failed"/g)).toHaveLength(4);
    expect(stack.output().match(/"unnamed_proxy"/g)).toHaveLength(1);
    expect(stack.output()).toMatch(/"level":50[^\n]*"unnamed_proxy"/);
  } finally {
    await nginx.close();
    await stack.close();
  }
});

test("another name of this site leads to the right one before anything is typed (v1)", async ({
  page,
  stack,
}) => {
  const other = stack.appUrl.replace("localhost", "127.0.0.1");
  await page.goto(`${other}/login?code=x`);
  expect(page.url()).toBe(`${stack.appUrl}/login?code=x`);
});

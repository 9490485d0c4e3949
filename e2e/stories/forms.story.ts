import { z } from "zod";
import { begin, join, passTime, password, shownText, verify } from "../support/sign-up";
import { PlainClient } from "../support/plain-client";
import { expect, inventEmail, test } from "../support/story";

/** What a form hears, with JavaScript and without, and what stays of what was typed. */

test("the eleventh wrong password is a 429 that tells the minutes, and what was typed stays (v1)", async ({
  page,
}) => {
  const email = inventEmail();
  await page.goto("/login");
  const answers: { told: number; retryAfter: string | undefined }[] = [];
  page.on("response", async (response) => {
    if (!response.url().includes("/login/submit")) return;
    // To our own script a refusal is a 200 that names its status: docs/decisions/0003.
    const { status } = z.object({ status: z.number() }).parse(await response.json());
    answers.push({ told: status, retryAfter: response.headers()["retry-after"] });
  });
  await page.getByLabel("이메일").fill(email);
  for (let tries = 0; tries < 11; tries += 1) {
    await page.getByLabel("비밀번호", { exact: true }).fill(`guess ${tries}`);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect.poll(() => answers.length).toBe(tries + 1);
    await expect(page.getByRole("button", { name: "로그인", exact: true })).toBeVisible();
  }
  expect(answers.slice(0, 10).every(({ told }) => told === 401)).toBe(true);
  expect(answers[10]?.told).toBe(429);
  expect(Number(answers[10]?.retryAfter)).toBeGreaterThan(800);
  await expect(page.getByText("15분 뒤에 다시 시도해 주세요")).toBeVisible();
  await expect(page.getByLabel("이메일")).toHaveValue(email);
  await expect(page.getByLabel("비밀번호", { exact: true })).toHaveValue("guess 10");
});

test("every limit of a form is a 429 with Retry-After (v1)", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await verify(place, { person: person.key });
  const details = await client.get("/signup/details");
  const taken = await join(place, { person: (await sandbox.invent({})).key });
  const values = { email: inventEmail(), password };
  const byScript = { accept: "application/json" };
  for (let tries = 0; tries < 30; tries += 1) {
    // The account is there after the first; the same form is answered alike.
    const answer = await client.submit(details, "email", values, byScript);
    expect(answer.status).toBe(200);
  }
  await passTime(db, taken.email);
  const leave = await taken.client.get("/account/leave");
  const step = "/account/leave/submit";
  for (let tries = 0; tries < 10; tries += 1) {
    const refused = await taken.client.submit(leave, step, { currentPassword: "no" });
    expect(refused.status).toBe(403);
  }
  for (const late of [
    await client.submit(details, "email", values, byScript),
    await taken.client.submit(leave, step, { currentPassword: password }),
  ]) {
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(late.headers.get("cache-control")).toContain("no-store");
    expect(shownText(late)).toMatch(/1\d분 뒤에|[1-9]분 뒤에/);
  }
  expect((await taken.client.get("/account")).status).toBe(200);
});

test("a form that did not reach us says that nothing was changed, and is sent anew (v1)", async ({
  browser,
  stack,
}) => {
  // A page of its own, since the browser reports the lost answer in its console.
  const page = await browser.newPage({ locale: "ko-KR", baseURL: stack.appUrl });
  await page.goto("/login");
  await page.getByLabel("이메일").fill("someone@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("a long password");
  await page.route("**/login/submit*", (route) => route.abort());
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("전달되지 않아서 바뀐 것이 없어요")).toBeVisible();
  await expect(page.getByLabel("이메일")).toHaveValue("someone@example.com");
  await expect(page.getByLabel("비밀번호", { exact: true })).toHaveValue("a long password");
  // Not our server but e.g. a proxy without a backend answers.
  await page.route("**/login/submit*", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }),
  );
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("전달되지 않아서 바뀐 것이 없어요")).toBeVisible();
  await page.unroute("**/login/submit*");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("이메일이나 비밀번호가 맞지 않아요")).toBeVisible();
  // A reload keeps the e-mail, never the password.
  await page.reload();
  await expect(page.getByLabel("이메일")).toHaveValue("someone@example.com");
  await expect(page.getByLabel("비밀번호", { exact: true })).toHaveValue("");
  await page.close();
});

test("a consent counts for the text that was shown only (v1)", async ({ stack }) => {
  const texts = { terms: "on", privacy: "on" };
  for (const [name, value] of [
    ["shown-terms", "2020-01-01 ko 00"],
    ["shown-privacy", ""],
    ["shown-privacy", "2026-11-23 fr 00"],
  ] as const) {
    const client = new PlainClient(stack.appUrl);
    const page = await client.get("/signup");
    const answer = await client.submit(page, "terms", { ...texts, [name]: value });
    expect([answer.status, answer.location]).toEqual([409, null]);
    expect(shownText(answer)).toContain("동의할 내용을 다시 보여 드려요");
    expect([...client.cookies.keys()]).toEqual([]);
  }
  // Read in one language, sent after another tab chose the other.
  const client = new PlainClient(stack.appUrl);
  const korean = await client.get("/signup");
  await client.submit(korean, "locale", { locale: "en" });
  const answer = await client.submit(korean, "terms", texts);
  expect(answer.status).toBe(409);
  expect(shownText(answer)).toContain("Please look at the texts again");
  expect(answer.text).toContain("2026-11-01 en");
  const again = await client.submit(answer, "terms", texts);
  expect([again.status, again.location]).toEqual([303, "/signup"]);
});

test("nothing that a browser does to a text leaves an old one behind (v1)", async ({
  page,
  stack,
  sandbox,
  version,
}) => {
  const person = await sandbox.invent({});
  const { client } = await verify(
    { appUrl: stack.appUrl, sandbox, version },
    { person: person.key },
  );
  await page
    .context()
    .addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: stack.appUrl })));
  await page.goto("/signup/details");
  // Safari on iOS turns dates and numbers into links before React hydrates the page.
  const detection = await page.locator('meta[name="format-detection"]').getAttribute("content");
  for (const kind of ["telephone", "date", "email", "address"]) {
    expect(detection).toContain(`${kind}=no`);
  }
  await page.getByLabel("이메일").fill("no address");
  await page.getByLabel("비밀번호", { exact: true }).fill("short");
  await page.getByRole("button", { name: "가입하기" }).click();
  const problem = page.locator("#password-problem");
  await expect(problem).toContainText("8자");
  // As browser translation does: wraps each text in an element.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode())
      if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    for (const text of texts.filter(({ data }) => data.trim() !== "")) {
      const font = document.createElement("font");
      font.textContent = `[${text.data}]`;
      text.replaceWith(font);
    }
  });
  await page
    .getByLabel(/비밀번호/)
    .first()
    .fill("password123");
  await page.getByRole("button", { name: /가입하기/ }).click();
  await expect(problem).toContainText("누구나 먼저 떠올리는");
  await expect(problem).not.toContainText("8자");
});

test("a page whose scripts are gone after a deployment is reloaded once (v1)", async ({ page }) => {
  await page.goto("/terms");
  await page.evaluate(() => window.sessionStorage.clear());
  let loads = 0;
  page.on("load", () => (loads += 1));
  // The next page's scripts are missing.
  await page.route("**/_next/static/chunks/**", (route) =>
    route.fulfill({ status: 404, body: "" }),
  );
  await page.goto("/login", { waitUntil: "load" });
  await expect(page.getByRole("heading", { name: "로그인" })).toBeVisible();
  await page.unroute("**/_next/static/chunks/**");
  expect(loads).toBeLessThanOrEqual(2);
});

test("who agrees in one browser goes on in it (v1)", async ({ stack }) => {
  const { client } = await begin(stack.appUrl);
  const consents = await client.get("/signup?step=consents");
  const twice = await client.submit(consents, "terms", { terms: "on", privacy: "on" });
  expect([twice.status, twice.location]).toEqual([303, "/signup"]);
});

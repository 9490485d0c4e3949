import { devices } from "@playwright/test";
import { decideInWindow, expect, test, verifyInPopup } from "../support/story";
import { join } from "../support/sign-up";
import type { Page } from "@playwright/test";

const newPassword = "quite another battery";

async function begin(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByRole("link", { name: "비밀번호를 잊으셨나요?" }).click();
  await page.getByRole("button", { name: "본인인증으로 찾기" }).click();
  await expect(page.getByRole("button", { name: "본인인증하기" })).toBeVisible();
}

async function setPassword(page: Page): Promise<void> {
  // A form sent before its script has loaded is answered at its own address.
  await expect(page).toHaveURL(/\/recover\/password(\/submit)?$/);
  await page.getByLabel("새 비밀번호", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByRole("heading", { name: "비밀번호를 바꿨어요" })).toBeVisible();
}

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);
}

test("a member who forgot the password gets back in, and every login ends", async ({
  page,
  person,
  sandbox,
  stack,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { email, client } = await join(place, { person: person.key });
  expect((await client.get("/account")).status).toBe(200);
  await begin(page);
  await verifyInPopup(page, person.key);
  await expect(page.getByText("s***@example.com")).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  await setPassword(page);
  // Nobody is logged in by it, and the other browser no longer is.
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login$/);
  expect((await client.get("/account")).location).toMatch(/\/login$/);
  await logIn(page, email, newPassword);
  // The way back does not open the grant again.
  await page.goto("/recover/password");
  await expect(page).toHaveURL(/\/recover/);
  await expect(page.getByLabel("새 비밀번호", { exact: true })).toHaveCount(0);
  const [account] = await db.account.findMany({ where: { email } });
  const mails = await db.mail.count({ where: { accountId: account?.id ?? "", kind: "recovered" } });
  expect(mails).toBe(1);
});

test("somebody who has not joined hears it only after the verification", async ({
  page,
  person,
}) => {
  await begin(page);
  await verifyInPopup(page, person.key);
  await expect(page.getByRole("heading", { name: "가입한 계정이 없어요" })).toBeVisible();
  await page.getByRole("link", { name: "가입하기" }).click();
  await expect(page).toHaveURL(/\/signup$/);
});

test("a weak password is refused, and the grant stays", async ({
  page,
  person,
  sandbox,
  stack,
  version,
}) => {
  await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
  await begin(page);
  await verifyInPopup(page, person.key);
  await page.getByLabel("새 비밀번호", { exact: true }).fill("short");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByText("8자보다 짧아요.").first()).toBeVisible();
  await setPassword(page);
});

test("a grant is of no use in another browser", async ({
  page,
  browser,
  person,
  sandbox,
  stack,
  version,
}) => {
  await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
  await begin(page);
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/recover\/password$/);
  const other = await browser.newPage({ baseURL: stack.appUrl });
  await other.goto("/recover/password");
  await expect(other).toHaveURL(/\/recover$/);
  await other.close();
});

test("a member takes over a new phone by verifying again; another person changes nothing", async ({
  page,
  person,
  sandbox,
  stack,
  version,
}) => {
  const { email } = await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
  await logIn(page, email, "correct horse battery");
  const stranger = await sandbox.invent({});
  await page.goto("/account/verify");
  await page.getByRole("button", { name: "본인인증 시작하기" }).click();
  await verifyInPopup(page, stranger.key);
  await expect(page.getByText("이 계정의 주인이 아니에요")).toBeVisible();
  const moved = { ...person, key: `${person.key}b`, phone: "01000009876" };
  await sandbox.post("people", moved);
  await page.getByRole("button", { name: "본인인증 시작하기" }).click();
  await verifyInPopup(page, moved.key);
  await expect(page.getByRole("heading", { name: "본인인증을 새로 마쳤어요" })).toBeVisible();
  await page.getByRole("link", { name: "내 계정으로" }).click();
  await expect(page.getByText("9876")).toBeVisible();
});

test.describe("on a phone", () => {
  // Without the device's browser, which a group of stories cannot choose.
  const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
  test.use({ viewport, userAgent, deviceScaleFactor, isMobile, hasTouch, locale: "ko-KR" });

  test("a member gets back in through the redirect", async ({
    page,
    person,
    sandbox,
    stack,
    version,
  }) => {
    await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
    await begin(page);
    await page.getByRole("button", { name: "본인인증하기" }).tap();
    await decideInWindow(page, person.key);
    await setPassword(page);
  });
});

test("a member whose verification is too old verifies again before anything else", async ({
  page,
  person,
  sandbox,
  stack,
  version,
  db,
}) => {
  const { email } = await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
  const old = new Date(Date.now() - 366 * 24 * 3_600_000);
  await db.account.updateMany({ where: { email }, data: { verifiedAt: old } });
  await page.goto("/login");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("본인인증을 다시 할 때가 됐어요")).toBeVisible();
  for (const closed of ["/account", "/account/sessions", "/account/consents"]) {
    await page.goto(closed);
    await expect(page).toHaveURL(/\/account\/verify/);
  }
  for (const open of ["/account/data", "/account/leave"]) {
    await page.goto(open);
    await expect(page).toHaveURL(open);
  }
  await page.goto("/account/verify");
  await page.getByRole("button", { name: "본인인증 시작하기" }).click();
  await verifyInPopup(page, person.key);
  await page.getByRole("link", { name: "내 계정으로" }).click();
  await expect(page).toHaveURL(/\/account$/);
});

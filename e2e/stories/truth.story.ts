import type { Page, Route } from "@playwright/test";
import { join, password, verify } from "../support/sign-up";
import {
  agreeToAll,
  decideInWindow,
  expect,
  fillDetails,
  inventEmail,
  test,
  verifyInPopup,
} from "../support/story";

/** No screen says what is not so, whatever happens to the line, in other tabs or before. */

/** The server does its work; its answer and the answer's cookies are lost. */
function loseAnswer(page: Page) {
  return async (route: Route) => {
    await route.fetch();
    await page.context().clearCookies({ name: "verified-signup" });
    await route.abort();
  };
}

test("an answer lost after the account was opened: the page goes on, logged in, with the name (v1)", async ({
  browser,
  stack,
  sandbox,
}) => {
  const person = await sandbox.invent({ name: "홍뷁섣" });
  // A page of its own, since the browser reports the lost answer in its console.
  const page = await browser.newPage({ locale: "ko-KR", baseURL: stack.appUrl });
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await expect(page.getByRole("heading", { name: "홍뷁섣 님, 확인됐어요" })).toBeVisible();
  await page.route("**/signup/details/submit", loseAnswer(page), { times: 1 });
  const email = inventEmail();
  await fillDetails(page, email);
  await expect(page.getByRole("heading", { name: "홍뷁섣 님, 가입을 마쳤어요" })).toBeVisible();
  await expect(page.getByText(`${email} 주소로 확인 메일을 보냈어요`)).toBeVisible();
  // Known everywhere, and nothing more is asked of them.
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "내 계정" })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "내 계정" })).toBeVisible();
  await page.goto("/signup");
  await expect(page).toHaveURL(/\/account$/);
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(page.getByText("로그아웃했어요.")).toBeVisible();
  await page.goto("/account/left");
  await expect(page).toHaveURL(/\/$/);
  // The page that was asked for survives the login.
  await page.goto("/account/email");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/account\/email$/);
  await page.close();
});

test("another e-mail after the account was opened: says which account there is (v1)", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await verify(place, { person: person.key });
  const details = await client.get("/signup/details");
  await client.submit(details, "email", { email: "first-one@example.com", password });
  client.cookies.delete("verified-signup");
  const other = { email: inventEmail(), password };
  const answer = await client.submit(details, "email", other);
  expect(answer.location).toBe("/login?code=already_joined");
  const login = await client.get("/login?code=already_joined");
  expect(login.text).toContain("이미 가입을 마쳤어요");
  expect(login.text).toMatch(/f\*+@example\.com/);
  expect(login.text).not.toContain("first-one@example.com");
});

test("offline keeps what was typed and says so; back online it is known what happened (v1)", async ({
  browser,
  stack,
}) => {
  const page = await browser.newPage({ locale: "ko-KR", baseURL: stack.appUrl });
  await page.goto("/login");
  await page.getByLabel("이메일").fill("someone@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("a long password");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("인터넷 연결이 끊겼어요")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("전달되지 않아서 바뀐 것이 없어요")).toBeVisible();
  await expect(page.getByLabel("비밀번호", { exact: true })).toHaveValue("a long password");
  await page.close();
});

test("a refusal leaves no line in the console, stands once, and goes when it is mended (v1)", async ({
  page,
  person,
}) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  // A press before the page's script listens is the browser's own, with a line of its own.
  await page.goto("/login", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("이메일을 입력해 주세요.")).toHaveCount(1);
  await expect(page.getByText("비밀번호를 입력해 주세요.")).toHaveCount(1);
  await page.getByLabel("이메일").fill("someone@example.com");
  await expect(page.getByText("이메일을 입력해 주세요.")).toHaveCount(0);
  await expect(page.getByText("비밀번호를 입력해 주세요.")).toHaveCount(1);
  await page.getByLabel("비밀번호", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("이메일이나 비밀번호가 맞지 않아요")).toBeVisible();
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
  await page.waitForLoadState("networkidle");
  await fillDetails(page, "홍길동@한국.com");
  await expect(page.getByText(/쓸 수 없는 글자가 있어요: 홍/)).toHaveCount(1);
  expect(lines.filter((line) => /status of/.test(line))).toEqual([]);
});

test("verified in another tab: the press opens no window (v1)", async ({
  page,
  context,
  person,
}) => {
  await agreeToAll(page);
  const second = await context.newPage();
  await second.goto("/signup");
  await verifyInPopup(second, person.key);
  await expect(second).toHaveURL(/\/signup\/details$/);
  const windows: Page[] = [];
  page.on("popup", (popup) => windows.push(popup));
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await expect(page).toHaveURL(/\/signup\/details$/);
  expect(windows).toEqual([]);
});

test("a blocked window and one that closes without a result say so (v1)", async ({
  page,
  person,
}) => {
  page.on("dialog", (dialog) => void dialog.accept());
  await page.addInitScript(() => {
    const open = window.open.bind(window);
    window.open = (...call) => (window.name === "blocked" ? null : open(...call));
  });
  await agreeToAll(page);
  await page.evaluate(() => (window.name = "blocked"));
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await expect(page.getByText("브라우저가 인증 창을 막았어요")).toBeVisible();
  await page.evaluate(() => (window.name = ""));
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "창 다시 열기" }).click();
  const popup = await opened;
  await expect(page.getByText("인증 창에서 계속해 주세요")).toBeVisible();
  // By itself: closed before it has said so, it would be cancelled.
  const closed = popup.waitForEvent("close");
  await decideInWindow(popup, person.key, "콜백 없음");
  await closed;
  await expect(page.getByText("인증 창에서 결과를 받지 못했어요")).toBeVisible();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a member who left is told, and a stranger is not (v1)", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  expect((await client.get("/account/left")).location).toBe("/account");
  const form = await client.get("/account/leave");
  await client.submit(form, "/account/leave/submit", {});
  expect((await client.get("/account/left")).text).toContain("탈퇴를 마쳤어요");
});

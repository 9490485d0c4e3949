import type { Page } from "@playwright/test";
import { ko } from "@/lib/i18n/ko";
import { addAuthenticator } from "../support/authenticator";
import { join, password } from "../support/sign-up";
import {
  expect,
  fillDetails,
  inventEmail,
  agreeToAll,
  test,
  verifyInPopup,
} from "../support/story";

const list = "/account/passkeys";

async function logIn(page: Page, email: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);
}

async function addPasskey(page: Page): Promise<void> {
  await page.goto(list);
  const added = page.waitForResponse((response) => response.url().endsWith("/passkeys/add"));
  await page.getByRole("button", { name: "패스키 추가하기" }).click();
  expect((await added).status()).toBe(200);
  await expect(page.getByRole("link", { name: /관리$/ }).first()).toBeVisible();
}

async function logOut(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(page).toHaveURL(/\/$/);
}

test("a passkey is made, named, used by the button and from the e-mail's field, and removed (v1)", async ({
  page,
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const { email } = await join({ ...stack, sandbox, version }, { person: person.key });
  const authenticator = await addAuthenticator(page);
  await logIn(page, email);
  await page.goto(list);
  await expect(page.getByText("아직 패스키가 없어요")).toBeVisible();
  await addPasskey(page);
  await expect(page.getByText(/^Chrome/)).toBeVisible();
  await expect(page.getByText("아직 쓰지 않음")).toBeVisible();

  await page.getByRole("link", { name: /관리$/ }).click();
  await page.getByLabel("이름").fill("집 컴퓨터");
  await page.getByRole("button", { name: "이름 바꾸기" }).click();
  await expect(page.getByText("집 컴퓨터")).toBeVisible();

  // From the field: the authenticator answers as soon as it is touched.
  await logOut(page);
  await page.goto("/login");
  await expect(page).toHaveURL(/\/account$/);

  // By the button, while nobody has chosen in the field.
  await logOut(page);
  await authenticator.touch(false);
  await page.goto("/login", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "패스키 사용하기" }).click();
  await expect(page.getByRole("button", { name: "기기의 안내를 따라 주세요…" })).toBeVisible();
  // What was asked while no finger was there Chromium's authenticator never answers: a new page asks anew.
  await page.goto("/login", { waitUntil: "networkidle" });
  await authenticator.touch(true);
  await page.getByRole("button", { name: "패스키 사용하기" }).click();
  await expect(page).toHaveURL(/\/account$/);
  const sessions = await db.session.findMany({ where: { account: { email } } });
  expect(sessions.map(({ method }) => method)).toContain("passkey");

  await page.goto(list);
  await expect(page.getByText("마지막으로 사용")).toBeVisible();
  await page.getByRole("link", { name: /관리$/ }).click();
  // The last way in that is not the password: the password is asked for.
  await page.getByRole("button", { name: "삭제하기" }).click();
  await expect(page.getByText("비밀번호를 입력해 주세요.")).toBeVisible();
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  await page.getByRole("button", { name: "삭제하기" }).click();
  await expect(page.getByText("아직 패스키가 없어요")).toBeVisible();
  expect(await db.passkey.count({ where: { account: { email }, removedAt: null } })).toBe(0);
  expect(await db.passkey.count({ where: { account: { email } } })).toBe(1);

  // What the authenticator still has, or was told to forget, lets nobody in.
  await logOut(page);
  await page.goto("/login");
  await page.getByRole("button", { name: "패스키 사용하기" }).click();
  await expect(
    page.getByText("패스키로 확인하지 못했어요").or(page.getByText("패스키를 확인하지 않았어요")),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/login$/);
});

test("whoever has just joined is offered a passkey, and it lets them in (v1)", async ({
  page,
  person,
}) => {
  const authenticator = await addAuthenticator(page);
  const names = async () => (await authenticator.passkeys()).map(({ userName }) => userName);
  const [email, corrected] = [inventEmail(), inventEmail()];
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await fillDetails(page, email);
  await page.getByRole("button", { name: "패스키 추가하기" }).click();
  await expect(page.getByText("패스키를 추가했어요")).toBeVisible();
  expect(await names()).toEqual([email]);

  // The authenticator hears how the account is called now.
  await page.goto("/account/email");
  await page.getByLabel(ko.emailPage.newEmail).fill(corrected);
  await page.getByRole("button", { name: ko.emailPage.submit, exact: true }).click();
  await expect(page.getByRole("definition").getByText(corrected)).toBeVisible();
  await expect.poll(names).toEqual([corrected]);
  await logOut(page);
  await page.goto("/login");
  await expect(page).toHaveURL(/\/account$/);
});

test("a login that is not fresh adds no passkey, until the person confirms (v1)", async ({
  page,
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const { email } = await join({ ...stack, sandbox, version }, { person: person.key });
  await addAuthenticator(page);
  await logIn(page, email);
  await page.goto(list);
  const old = new Date(Date.now() - 11 * 60_000);
  await db.session.updateMany({ where: { account: { email } }, data: { authenticatedAt: old } });
  // The page was open before; the server does not care.
  const refused = page.waitForResponse((response) => response.url().endsWith("/passkeys/begin"));
  await page.getByRole("button", { name: "패스키 추가하기" }).click();
  expect((await refused).status()).toBe(403);
  await expect(page.getByLabel("지금 쓰는 비밀번호")).toBeVisible();
  expect(await db.passkey.count({ where: { account: { email } } })).toBe(0);

  await page.getByLabel("지금 쓰는 비밀번호").fill("not the password");
  await page.getByRole("button", { name: "확인하고 계속하기" }).click();
  await expect(page.getByLabel("지금 쓰는 비밀번호")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  await page.getByRole("button", { name: "확인하고 계속하기" }).click();
  await expect(page.getByRole("button", { name: "패스키 추가하기" })).toBeVisible();
  await addPasskey(page);

  // From now on a passkey confirms as well as the password.
  await db.session.updateMany({ where: { account: { email } }, data: { authenticatedAt: old } });
  await page.goto(list);
  await page.getByRole("button", { name: "패스키로 확인하기" }).click();
  await expect(page.getByRole("button", { name: "패스키 추가하기" })).toBeVisible();
});

test("an answer counts once, in the browser that asked, for what it asked (v1)", async ({
  page,
  stack,
  sandbox,
  person,
  version,
}) => {
  const { email } = await join({ ...stack, sandbox, version }, { person: person.key });
  await addAuthenticator(page);
  await logIn(page, email);
  await addPasskey(page);
  await logOut(page);
  const cookies = await (async () => {
    const asked = page.waitForRequest((request) => request.url().endsWith("/passkeys/log-in"));
    await page.goto("/login");
    const request = await asked;
    return { body: request.postData() ?? "", cookie: (await request.allHeaders())["cookie"] ?? "" };
  })();
  await expect(page).toHaveURL(/\/account$/);
  const send = (path: string, headers: Record<string, string>) =>
    fetch(`${stack.appUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: stack.appUrl, ...headers },
      body: cookies.body,
    });
  const { cookie } = cookies;
  // The very same request again, with the cookie that it had.
  expect((await send("/passkeys/log-in", { cookie })).status).toBe(401);
  expect((await send("/passkeys/log-in", {})).status).toBe(401);
  expect((await send("/passkeys/log-in", { cookie, origin: "https://evil.example" })).status).toBe(
    403,
  );
  expect((await send("/passkeys/recover", { cookie })).status).toBe(401);
  const renamed = cookie.replace("passkey-login=", "passkey-confirm=");
  expect((await send("/passkeys/confirm", { cookie: renamed })).status).toBeGreaterThan(400);
  const answers = await Promise.all(
    ["{}", "[]", '{"answer":{}}', '{"answer":null,"more":1}', "no json"].map((body) =>
      fetch(`${stack.appUrl}/passkeys/log-in`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: stack.appUrl },
        body,
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(400));
});

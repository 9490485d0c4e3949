import { join, password } from "../support/sign-up";
import { expect, test } from "../support/story";

test("a password is changed; other logins end, the address is told, the old one is worth nothing (v1)", async ({
  page,
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const { email, client } = await join({ ...stack, sandbox, version }, { person: person.key });
  await page.goto("/.well-known/change-password");
  await expect(page).toHaveURL(/\/login\?next=%2Faccount%2Fpassword$/);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  // The login leads on to where they wanted to go.
  await expect(page).toHaveURL(/\/account\/password$/);

  const field = page.getByLabel("새 비밀번호");
  await field.fill("19900505");
  await expect(page.getByText("아직 약해요")).toBeVisible();
  await field.fill("aaaaaaab");
  await expect(page.getByText("같은 글자나 이어지는 글자").first()).toBeVisible();
  await field.fill("otter umbrella quietly");
  await expect(page.getByText("튼튼해요")).toBeVisible();

  // However recent the login: the password of now is asked for.
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByLabel("지금 쓰는 비밀번호")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  // The browser does not know the birthday; the server does.
  await field.fill("my 1990-05-05");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.locator("#password-problem")).toContainText("생일");
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  // Put in whole, as a password manager does.
  await field.fill("otter umbrella quietly");
  await expect(page.getByText("튼튼해요")).toBeVisible();
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByRole("heading", { name: "비밀번호를 바꿨어요" })).toBeVisible();

  expect((await client.get("/account")).location).toBe("/login");
  const [{ id } = { id: "" }] = await db.account.findMany({ where: { email } });
  expect(await db.mail.count({ where: { accountId: id, kind: "password_changed" } })).toBe(1);
  expect(await db.link.count({ where: { accountId: id, purpose: "not_me" } })).toBeGreaterThan(0);
  const form = await client.get("/login");
  expect((await client.submit(form, "password", { email, password })).status).toBe(401);
});

test("too many wrong passwords: how long, and the way out without waiting (v1)", async ({
  page,
}) => {
  await page.goto("/login");
  await page.getByLabel("이메일").fill(`nobody-${Date.now()}@example.com`);
  for (let tries = 0; tries < 11; tries += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith("/login/submit"));
    await page.getByLabel("비밀번호", { exact: true }).fill(`guess ${tries}`);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await answer;
    await expect(page.getByRole("button", { name: "로그인", exact: true })).toBeVisible();
  }
  await expect(page.getByText("15분 뒤에 다시 시도해 주세요")).toBeVisible();
  await page.getByRole("link", { name: "기다리지 않고 본인인증하기" }).click();
  await expect(page).toHaveURL(/\/recover$/);
});

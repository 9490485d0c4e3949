import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  test,
  verifyInPopup,
} from "../support/story";

test("a reload at every step loses nothing", async ({ page, person }) => {
  await agreeToAll(page);
  await page.reload();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
  await page.reload();
  await fillDetails(page, inventEmail());
  await expect(page).toHaveURL(/\/signup\/complete$/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "가입을 마쳤어요" })).toBeVisible();
});

test("going back after joining neither joins twice nor starts anew by itself", async ({
  page,
  person,
  db,
}) => {
  const email = inventEmail();
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await fillDetails(page, email);
  await expect(page).toHaveURL(/\/signup\/complete$/);
  await page.goto("/signup/details");
  await expect(page).toHaveURL(/\/signup\/complete$/);
  expect(await db.account.count({ where: { email } })).toBe(1);
});

test("a different person starts over, and the verified data is deleted", async ({
  page,
  person,
  db,
}) => {
  await agreeToAll(page);
  await page.reload();
  const id = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(await page.content())?.[1] ?? "";
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
  const opener = page.getByRole("button", { name: "본인이 아니신가요?" });
  const dialog = page.getByRole("dialog", { name: "처음부터 다시 할까요?" });
  await opener.press("Enter");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await dialog.getByRole("button", { name: "계속 가입하기" }).click();
  await expect(dialog).toBeHidden();

  await opener.click();
  await dialog.getByRole("button", { name: "처음부터 다시 하기" }).click();
  await expect(page.getByRole("checkbox", { name: "모두 동의하기" })).not.toBeChecked();
  const left = await db.attempt.findUniqueOrThrow({ where: { id } });
  expect([left.state, left.personSealed]).toEqual(["expired", null]);
  await page.goto("/signup/details");
  await expect(page).toHaveURL(/\/signup\?code=attempt_missing$/);
});

test("a second tab continues the same sign-up", async ({ page, context, person }) => {
  await agreeToAll(page);
  const second = await context.newPage();
  await second.goto("/signup");
  await expect(second.getByRole("button", { name: "본인인증하기" })).toBeVisible();
  await verifyInPopup(second, person.key);
  await expect(second).toHaveURL(/\/signup\/details$/);
  await page.reload();
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a double click on every button does each thing once", async ({ page, person, db }) => {
  const email = inventEmail();
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: "모두 동의하기" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).dblclick();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).dblclick();
  await expect(page).toHaveURL(/\/signup\/complete$/);
  expect(await db.account.count({ where: { email } })).toBe(1);
});

test("an unfit password keeps the e-mail and names the field", async ({ page, person }) => {
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await page.getByLabel("이메일").fill("someone@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("1234");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "확인이 필요해요" })).toBeFocused();
  await expect(page.getByLabel("이메일")).toHaveValue("someone@example.com");
});

test("a problem with one field loses nothing typed in the other", async ({ page, person }) => {
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await page.getByLabel("이메일").fill("nobody");
  const password = page.getByLabel("비밀번호", { exact: true });
  await password.fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page.getByText("이메일 형식이 아니에요").first()).toBeVisible();
  await expect(password).toHaveValue("correct horse battery");
  await page.getByLabel("이메일").fill(inventEmail());
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page).toHaveURL(/\/signup\/complete$/);
});

test("what is ticked while JavaScript is still on its way stays ticked", async ({ page }) => {
  await page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await page.goto("/signup", { waitUntil: "commit" });
  await page.getByRole("checkbox", { name: "서비스 이용약관" }).check();
  await page.waitForLoadState("load");
  await page.getByRole("checkbox", { name: "개인정보 수집·이용 동의" }).check();
  await expect(page.getByRole("checkbox", { name: "서비스 이용약관" })).toBeChecked();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByRole("button", { name: "본인인증하기" })).toBeVisible();
});

test.describe("before JavaScript has loaded", () => {
  test.use({ javaScriptEnabled: false });

  test("consents are asked, named when missing, and given", async ({ page }) => {
    await page.goto("/signup");
    await page.getByRole("checkbox", { name: "서비스 이용약관" }).check();
    await page.getByRole("button", { name: "동의하고 계속하기" }).click();
    await expect(page.getByText("이 항목에 동의해 주세요.")).toBeVisible();
    await page.getByRole("checkbox", { name: "서비스 이용약관" }).check();
    await page.getByRole("checkbox", { name: "개인정보 수집·이용 동의" }).check();
    await page.getByRole("button", { name: "동의하고 계속하기" }).click();
    await expect(page.getByRole("button", { name: "본인인증하기" })).toBeVisible();
  });

  test("the language can be chosen", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("link", { name: "Get started" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

test("every page says what may run in it, and a new nonce each time", async ({ page }) => {
  const policies = new Set<string>();
  for (const path of ["/", "/signup", "/login", "/admin/login", "/nowhere"]) {
    const headers = (await page.goto(path))?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    policies.add(policy);
  }
  expect(policies.size).toBe(5);
});

test("a typo in the e-mail's domain is mended in one tap, and Caps Lock is told (v1)", async ({
  page,
}) => {
  await page.goto("/login");
  const email = page.getByLabel("이메일");
  await email.fill("someone@gmial.com");
  await page.getByRole("button", { name: "someone@gmail.com" }).click();
  await expect(email).toHaveValue("someone@gmail.com");
  await expect(email).toBeFocused();
  await expect(page.getByRole("button", { name: "someone@gmail.com" })).toHaveCount(0);
  const password = page.getByLabel("비밀번호", { exact: true });
  await password.evaluate((field) => {
    const capsLock = { key: "A", bubbles: true, modifierCapsLock: true };
    field.dispatchEvent(new KeyboardEvent("keydown", capsLock));
  });
  await expect(page.getByText("Caps Lock이 켜져 있어요.")).toBeVisible();
  await password.press("a");
  await expect(page.getByText("Caps Lock이 켜져 있어요.")).toHaveCount(0);
});

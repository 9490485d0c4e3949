import {
  agreeToAll,
  decideInWindow,
  expect,
  fillDetails,
  inventEmail,
  test,
  verifyInPopup,
} from "../support/story";

test.describe("in a desktop browser", () => {
  test("an adult joins through the popup, and an administrator sees them", async ({
    page,
    person,
    db,
  }) => {
    const email = inventEmail();
    await agreeToAll(page);
    await verifyInPopup(page, person.key);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("확인됐어요");
    await fillDetails(page, email);
    await expect(page).toHaveURL(/\/signup\/complete$/);
    await page.getByRole("link", { name: "내 계정 보기" }).click();
    // Masked until the person asks to see it.
    await expect(page.getByText("s***@example.com")).toBeVisible();
    await expect(page.getByText(email)).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
    await page.getByRole("button", { name: "전부 보기" }).click();
    await expect(page.getByText(email)).toBeVisible();

    await page.goto("/admin");
    await expect(page).toHaveURL(/\/admin\/login$/);
    await page.getByLabel("이메일").fill("admin@example.com");
    await page.getByLabel("비밀번호", { exact: true }).fill("sample-admin-password");
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await page.getByRole("link", { name: "회원", exact: true }).click();
    await expect(page.getByRole("heading", { name: "회원", exact: true })).toBeVisible();
    await expect(
      page.getByRole("row").filter({ hasText: "다날 휴대전화 인증" }).first(),
    ).toContainText("s***@example.com");

    const [account] = await db.account.findMany({ where: { email } });
    if (account === undefined) throw new Error("No account was opened");
    expect(account.uniqueKeyIndex).toHaveLength(32);
    expect(await db.consent.count({ where: { accountId: account.id } })).toBe(2);
  });

  test("nothing personal stands in the clear in the database", async ({ page, person, db }) => {
    const email = inventEmail();
    await agreeToAll(page);
    await verifyInPopup(page, person.key);
    await fillDetails(page, email);
    await expect(page).toHaveURL(/\/signup\/complete$/);
    const [row] = await db.$queryRaw<{ all: string }[]>`
      SELECT a::text || t::text || coalesce(string_agg(e::text, ''), '') AS all
      FROM accounts a JOIN attempts t ON t.id = a.attempt_id
      LEFT JOIN audit_events e ON e.subject = a.id
      WHERE a.email = ${email} GROUP BY a.*, t.*`;
    const hex = (text: string) => Buffer.from(text).toString("hex");
    for (const secret of [person.name, person.phone, person.birthday]) {
      expect(row?.all).not.toContain(secret);
      expect(row?.all).not.toContain(hex(secret));
    }
  });

  test("the same person with a new phone number is told that they have joined", async ({
    page,
    sandbox,
    person,
    browser,
    stack,
  }) => {
    await agreeToAll(page);
    await verifyInPopup(page, person.key);
    await fillDetails(page, inventEmail());
    await expect(page).toHaveURL(/\/signup\/complete$/);

    const renewed = await sandbox.invent({ name: person.name, phone: "01000005678" });
    const other = await browser.newContext({ baseURL: stack.appUrl, locale: "ko-KR" });
    const second = await other.newPage();
    await agreeToAll(second);
    await verifyInPopup(second, renewed.key);
    await expect(second).toHaveURL(/\/signup\/refused/);
    await expect(second.getByRole("heading", { name: "이미 가입하셨어요" })).toBeVisible();
    await expect(second.getByText("s***@example.com")).toBeVisible();
    await expect(second.getByRole("link", { name: "로그인" })).toBeVisible();
    await other.close();
  });

  test("a blocked popup leaves a way on in this tab", async ({ page, person }) => {
    page.on("dialog", (dialog) => void dialog.accept());
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await agreeToAll(page);
    await page.getByRole("button", { name: "본인인증하기" }).click();
    const onward = page.getByRole("button", { name: "이 화면에서 계속하기" });
    await expect(
      onward.or(page.getByRole("alert").filter({ hasText: "실패" })).first(),
    ).toBeVisible();
    if (await onward.isVisible()) await onward.click();
    await decideInWindow(page, person.key);
    await expect(page).toHaveURL(/\/signup\/details$/);
  });
});

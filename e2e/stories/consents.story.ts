import { join } from "../support/sign-up";
import { forEachLook } from "../support/looks";
import { expect, inventEmail, test, verifyInPopup } from "../support/story";

test("back from the verification, the consents are as they were ticked, and can be changed", async ({
  page,
  person,
  db,
}) => {
  await page.goto("/signup");
  for (const name of ["서비스 이용약관", "개인정보 수집·이용 동의", "광고를 위한 개인정보 이용"]) {
    await page.getByRole("checkbox", { name }).check();
  }
  await page.getByRole("checkbox", { name: "문자", exact: true }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await page.getByRole("link", { name: "이전: 동의 내용 보기" }).click();
  const sms = page.getByRole("checkbox", { name: "문자", exact: true });
  await expect(sms).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "이메일" })).not.toBeChecked();
  await sms.uncheck();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
  const email = inventEmail();
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page).toHaveURL(/\/signup\/complete$/);
  const given = await db.advertisingConsent.findMany({ where: { account: { email } } });
  expect(given.map(({ subject }) => subject)).toEqual(["use"]);
});

test("a form of texts that have changed comes back with what was ticked", async ({ page }) => {
  // A page from before the text changed.
  await page.route("**/signup", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const [, mark = "no mark"] = /name="shown-terms" value="([^"]+)"/.exec(html) ?? [];
    await route.fulfill({ response, body: html.replaceAll(mark, "2020-01-01 ko 00") });
  });
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: "서비스 이용약관" }).check();
  await page.getByRole("checkbox", { name: "이메일" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByText("동의할 내용을 다시 보여 드려요")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "서비스 이용약관" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "이메일" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "개인정보 수집" })).not.toBeChecked();
});

forEachLook(({ locale, keeper }) => {
  const isKorean = locale === "ko";
  test("texts, policy, and a member who has to agree again", async ({
    page,
    stack,
    sandbox,
    version,
    person,
    db,
    context,
  }) => {
    const keep = keeper(page);
    for (const [name, path] of [
      ["terms-text", "/terms"],
      ["privacy-policy", "/privacy"],
      ["consent-text", "/privacy/consent"],
      ["consent-text-before", "/privacy/consent?version=2026-11-01"],
      ["unsubscribe-stale", "/link/unsubscribe?token=none"],
      ["unsubscribed", "/link/unsubscribe/done"],
    ] as const) {
      await page.goto(path);
      await keep(name);
    }
    const { client, email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    await context.addCookies(
      [...client.cookies].map(([name, value]) => ({ name, value, url: stack.appUrl })),
    );
    await page.goto("/account/consents");
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: isKorean ? "저장하기" : "Save" }).click();
    await expect(page).toHaveURL(/saved/);
    await keep("own-consents");
    // As if this login had begun under a text that this member has not seen.
    await db.consent.updateMany({
      where: { account: { email }, document: "privacy" },
      data: { version: "2026-11-01" },
    });
    await page.goto("/account");
    await expect(page).toHaveURL(/\/account\/consents\/again$/);
    await keep("agree-again");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: isKorean ? "동의하고 계속하기" : "Agree and" }).click();
    await expect(page).toHaveURL(/\/account$/);
  });
});

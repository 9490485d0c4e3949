import { unsubscribeToken } from "@/lib/advertising/unsubscribe";
import { documentOf } from "@/lib/consents/advertising";
import { recordConsent } from "@/lib/consents/documents";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
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

forEachLook("phone", ({ locale, keeper }) => {
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
      ["consent-text-guardian", "/privacy/consent?text=guardian"],
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

  test("advertising is ended by a press without a login, from two devices, once", async ({
    page,
    browser,
    stack,
    sandbox,
    version,
    person,
    db,
  }) => {
    const keep = keeper(page);
    const text = { ko, en }[locale].unsubscribe;
    const { email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    const [account] = await db.account.findMany({ where: { email } });
    const accountId = account?.id ?? "";
    const now = new Date();
    await db.account.updateMany({ where: { email }, data: { emailConfirmedAt: now } });
    await db.advertisingConsent.createMany({
      data: (["use", "email", "sms"] as const).map((subject) => {
        const { agreedAt: toldAt, ...text } = recordConsent(documentOf(subject), locale, now);
        const decision = { state: "given", decidedAt: now, toldAt, language: locale } as const;
        const remindOn = subject === "use" ? null : new Date("2999-01-01");
        return { accountId, subject, remindOn, ...decision, ...text };
      }),
    });
    const token = unsubscribeToken(accountId, "email", parseKeyRing(stack.sealKeys));
    const link = `/link/unsubscribe?${new URLSearchParams({ token }).toString()}`;
    const other = await browser.newPage({ baseURL: stack.appUrl });
    await other.goto(link);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: text.title })).toBeVisible();
    await keep("unsubscribe");
    for (const each of [page, other]) {
      await each.locator("main form button").click();
      await expect(each).toHaveURL(/\/link\/unsubscribe\/done\?channel=email$/);
    }
    await expect(page.getByRole("heading", { name: text.doneTitle })).toBeVisible();
    await keep("unsubscribed");
    await other.close();
    const given = await db.advertisingConsent.findMany({ where: { accountId, state: "given" } });
    expect(given.map(({ subject }) => subject).sort()).toEqual(["sms", "use"]);
    expect(await db.mail.count({ where: { accountId, kind: "advertising_decided" } })).toBe(1);
    await page.goto(link.slice(0, -9));
    await expect(page.getByRole("heading", { name: text.staleTitle })).toBeVisible();
    await keep("unsubscribe-stale");
    await page.goto("/link/unsubscribe/done?channel=pigeon");
    await expect(page.getByRole("heading", { name: text.doneTitle })).toBeVisible();
    await keep("unsubscribed-unknown");
  });
});

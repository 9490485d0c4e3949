import { randomBytes } from "node:crypto";
import { seedFigures } from "../support/figures";
import { forEachLook } from "../support/looks";
import { expect, test } from "../support/story";
import { createAdministrator } from "@/lib/admin/console";

const password = "correct horse battery";

/** What administrators read beside the people, as each is looked at: figures, the log, attempts, exports. */
forEachLook("desk", ({ text, keeper, locale }) => {
  test("the help desk's and the privacy officer's pages", async ({ page, db, stack }) => {
    test.setTimeout(90_000);
    const keep = keeper(page);
    const t = (korean: string, english: string) => (locale === "ko" ? korean : english);
    const logIn = async () => {
      const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
      await createAdministrator(db, { email, password, role: "owner" }, new Date());
      await page.context().clearCookies({ name: "verified-signup-admin" });
      await page.goto("/admin/login");
      await page.getByLabel(text.email).fill(email);
      await page.getByLabel(text.password, { exact: true }).fill(password);
      await page.getByRole("button", { name: text.logIn, exact: true }).click();
      await expect(page).toHaveURL(/\/admin$/);
    };
    await seedFigures(stack.databaseUrl);
    await logIn();
    await page.goto("/admin");
    await keep("figures");
    await page.locator("summary").first().click();
    await keep("figures-table");

    // A refusal as a person meets it, found by the small number on their page.
    await page.goto("/certifications/redirect?error_msg=x&imp_success=false&merchant_uid=x");
    await expect(page.getByText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)).toBeVisible();
    const number = await page.getByText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/).innerText();
    await page.goto("/admin/attempts");
    await page.getByRole("textbox", { name: t("번호로 찾기", "Find by number") }).fill(number);
    await page.getByRole("button", { name: t("번호로 찾기", "Find by number") }).click();
    await expect(page.getByText(number)).toBeVisible();
    await keep("attempts-found");
    await page.goto("/admin/attempts?code=no_such_code");
    await keep("attempts-invalid");

    await page.goto("/admin/exports");
    await page.getByRole("button", { name: t("내보내기 요청", "Request the export") }).click();
    await keep("exports-problem");
    await page.getByLabel(t("목적", "Purpose")).fill(t("점검 자료 제출", "For an inspection"));
    await page.getByRole("button", { name: t("내보내기 요청", "Request the export") }).click();
    await page
      .getByRole("button", { name: t("파일 만들기", "Make the file") })
      .first()
      .click();
    await expect(page.getByText(/^(\w{4}-){5}\w{4}$/)).toBeVisible();
    await keep("exports-passphrase");
    await page
      .getByRole("link", { name: t("적었어요, 진행 상황 보기", "Noted, show the progress") })
      .click();
    await expect(page.getByRole("link", { name: t("내려받기", "Download") }).first()).toBeVisible();
    const download = page.waitForEvent("download");
    await page
      .getByRole("link", { name: t("내려받기", "Download") })
      .first()
      .click();
    expect((await download).suggestedFilename()).toMatch(/^export-.*\.zip$/);
    const purpose = `${t("법원 요청", "A court asked")} ${randomBytes(3).toString("hex")}`;
    const asked = page.getByRole("listitem").filter({ hasText: purpose });
    const approve = asked.getByRole("button", { name: t("승인", "Approve"), exact: true });
    await page.getByLabel(t("목적", "Purpose")).fill(purpose);
    await page.getByLabel(t("가리지 않고 내보내기", "In full, unmasked")).check();
    await page.getByRole("button", { name: t("내보내기 요청", "Request the export") }).click();
    await expect(asked.first()).toBeVisible();
    await expect(approve, "of one's own").toHaveCount(0);
    await logIn();
    await page.goto("/admin/exports");
    await approve.click();
    await expect(approve).toHaveCount(0);
    await keep("exports-approved");

    await page.goto("/admin/audit");
    await page.getByLabel(t("확인한 내용", "What was found")).fill(t("이상 없음", "Nothing odd"));
    await page.getByLabel(t("후속 조치", "What follows")).fill(t("없음", "None"));
    await page.getByRole("button", { name: t("점검 결과 남기기", "Record the review") }).click();
    await expect(page.getByText(t("이상 없음", "Nothing odd")).first()).toBeVisible();
    await keep("audit");
    await page.goto("/admin/audit?from=33658-01-01");
    await keep("audit-invalid");
  });
});

import type { Locator, Page } from "@playwright/test";
import { expect, inventEmail, test } from "../support/story";

test("the whole way by keyboard alone, the popup too", async ({ page, person }) => {
  await page.goto("/");
  await press(page, page.getByRole("link", { name: "시작하기" }), "Enter");
  await expect(page).toHaveURL(/\/signup$/);
  await press(page, page.getByRole("checkbox", { name: "모두 동의하기" }), "Space");
  await press(page, page.getByRole("button", { name: "동의하고 계속하기" }), "Enter");
  const verify = page.getByRole("button", { name: "본인인증하기" });
  await expect(verify).toBeVisible();
  const opened = page.waitForEvent("popup");
  await press(page, verify, "Enter");
  const popup = await opened;
  const wanted = popup.locator(`input[name="person"][value="${person.key}"]`);
  await tabTo(popup, popup.locator('input[name="person"]:checked'));
  for (let steps = 0; steps < 200 && !(await wanted.isChecked()); steps += 1) {
    await popup.keyboard.press("ArrowUp");
  }
  await tabTo(popup, popup.getByRole("button", { name: "인증하기", exact: true }));
  // The window may close before the key is released.
  await popup.keyboard.press("Enter").catch(() => undefined);
  await expect(page).toHaveURL(/\/signup\/details$/);
  await tabTo(page, page.getByLabel("이메일"));
  await page.keyboard.type("nobody");
  await page.keyboard.press("Enter");
  // The summary has the focus; its first link goes to the field.
  await expect(page.getByRole("alert").filter({ hasText: "확인이 필요해요" })).toBeFocused();
  await press(page, page.getByRole("link", { name: "이메일" }), "Enter");
  await expect(page.getByLabel("이메일")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(inventEmail());
  await tabTo(page, page.getByLabel("비밀번호", { exact: true }));
  await page.keyboard.type("correct horse battery");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/signup\/complete$/);
  await press(page, page.getByRole("link", { name: "내 계정 보기" }), "Enter");
  await press(page, page.getByRole("button", { name: "로그아웃" }), "Enter");
  await expect(page).not.toHaveURL(/\/account$/);
});

async function press(page: Page, target: Locator, key: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Uses Tab only; the story fails if the target cannot be reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < 40; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The keyboard does not reach it");
}

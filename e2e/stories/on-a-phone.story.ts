import { devices } from "@playwright/test";
import {
  agreeToAll,
  decideInWindow,
  expect,
  fillDetails,
  inventEmail,
  test,
} from "../support/story";

test.use({ ...devices["Pixel 7"], locale: "ko-KR" });

test("an adult joins through the redirect", async ({ page, person }) => {
  await agreeToAll(page);
  await page.getByRole("button", { name: "본인인증하기" }).tap();
  await decideInWindow(page, person.key);
  await fillDetails(page, inventEmail());
  await expect(page).toHaveURL(/\/signup\/complete$/);
});

test("a cancelled redirect comes back ready to retry", async ({ page, person }) => {
  await agreeToAll(page);
  await page.getByRole("button", { name: "본인인증하기" }).tap();
  await decideInWindow(page, person.key, "취소");
  await expect(page.getByText("본인인증을 취소했어요")).toBeVisible();
  await page.getByRole("button", { name: "본인인증하기" }).tap();
  await decideInWindow(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

import { devices, type Page } from "@playwright/test";
import { decideInWindow, expect, inventEmail, test } from "../support/story";

test.use({ ...devices["Pixel 7"], locale: "ko-KR" });

test("with JavaScript ten seconds late nothing waits for it but the window", async ({
  page,
  person,
}) => {
  test.setTimeout(120_000);
  await page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await route.continue().catch(() => undefined);
  });
  await page.goto("/signup", { waitUntil: "commit" });
  await page.getByRole("checkbox", { name: "모두 동의하기" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click({ noWaitAfter: true });
  // A press before JavaScript has loaded is kept.
  await page.getByRole("button", { name: "본인인증하기" }).click({ noWaitAfter: true });
  await page.waitForURL(/\/window\?/, { waitUntil: "commit", timeout: 30_000 });
  await decideInWindow(page, person.key);
  await page.waitForURL(/\/signup\/details$/, { waitUntil: "commit" });
  await page.getByLabel("이메일").fill("nobody");
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).click({ noWaitAfter: true });
  await expect(page.getByText("이메일 형식이 아니에요").first()).toBeVisible({ timeout: 5_000 });
  await expect(page.getByLabel("이메일")).toHaveValue("nobody");
  await page.getByLabel("이메일").fill(inventEmail());
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await painted(page);
  await page.getByRole("button", { name: "가입하기" }).click({ noWaitAfter: true });
  await page.waitForURL(/\/signup\/complete$/, { waitUntil: "commit" });
});

/** Chromium drops presses on a page that it has not painted yet; nobody can press there. */
async function painted(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("first-paint").length > 0);
}

test("a press counts although the end of the page has not come yet", async ({ page }) => {
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: "모두 동의하기" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByRole("button", { name: "본인인증하기" })).toBeVisible();
  await page.route("**/signup", async (route) => {
    const response = await route.fetch();
    const [begun = ""] = (await response.text()).split("본인인증하기</button>");
    await route.fulfill({ response, body: `${begun}본인인증하기</button></form>` });
  });
  await page.reload({ waitUntil: "commit" });
  const button = page.getByRole("button", { name: "본인인증하기" });
  await button.click();
  await expect(button).toHaveAttribute("aria-disabled", "true");
});

test("on a slow 3G line each press shows at once that it counts (v1)", async ({ page, person }) => {
  test.setTimeout(120_000);
  const line = await page.context().newCDPSession(page);
  const kilobytes = 1024;
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 50 * kilobytes,
    uploadThroughput: 50 * kilobytes,
  });
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: "모두 동의하기" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByRole("button", { name: "잠시만요…" })).toBeVisible({ timeout: 1_000 });
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await decideInWindow(page, person.key);
  await page.waitForURL(/\/signup\/details$/, { timeout: 40_000 });
  await page.getByLabel("이메일").fill(inventEmail());
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page.getByRole("button", { name: "잠시만요…" })).toBeVisible({ timeout: 1_000 });
  await page.waitForURL(/\/signup\/complete$/, { timeout: 40_000 });
});

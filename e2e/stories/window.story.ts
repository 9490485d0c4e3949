import type { Page, Response } from "@playwright/test";
import { agreeToAll, decideInWindow, expect, test, verifyInPopup } from "../support/story";

/** Whatever happens to the window, the page reports it and offers a next step. */
const broken = { status: 504, contentType: "text/plain", body: "gateway" };
const soon = { timeout: 6_000 };

test("after a closed window the focus is back on the button (v1)", async ({ page }) => {
  await agreeToAll(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "본인인증하기" }).press("Enter");
  const popup = await opened;
  await expect(page.getByRole("button", { name: "이 화면에서 계속하기" })).toBeVisible(soon);
  await popup.close();
  await expect(page.getByText("본인인증을 취소했어요")).toBeVisible(soon);
  await expect(page.getByRole("button", { name: "본인인증하기" })).toBeFocused();
});

test("a window hidden behind can be had again, and the older one counts no more (v1)", async ({
  page,
  person,
}) => {
  await agreeToAll(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "본인인증하기" }).click();
  const first = await opened;
  const again = page.getByRole("button", { name: "창 다시 열기" });
  await expect(again).toBeVisible(soon);
  await again.click();
  await expect(again).toBeVisible(soon);
  await first.waitForLoadState();
  await decideInWindow(first, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a sign-up that was verified in another tab goes on by itself on return", async ({
  page,
  context,
  person,
}) => {
  await agreeToAll(page);
  const second = await context.newPage();
  await second.goto("/signup");
  await verifyInPopup(second, person.key);
  await expect(second).toHaveURL(/\/signup\/details$/);
  await comeBack(page);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("coming back before the verification has ended changes nothing", async ({ page, person }) => {
  await agreeToAll(page);
  const asks = (answer: Response) => new URL(answer.url()).pathname === "/signup";
  // Until the page's script listens.
  await expect(async () => {
    await Promise.all([page.waitForResponse(asks, { timeout: 2_000 }), comeBack(page)]);
  }).toPass();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a page that was reloaded under its window goes on (v2)", async ({ page, person }) => {
  await agreeToAll(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "본인인증하기" }).click();
  const popup = await opened;
  await popup.waitForURL(/\/window/);
  await page.reload();
  // PortOne's window cannot reach its page any more, so our server asks PortOne.
  await page.waitForTimeout(3_000);
  await decideInWindow(popup, person.key).catch(() => undefined);
  await comeBack(page);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("an answer that got lost on the way to our server is sent again by itself (v1)", async ({
  page,
  person,
}) => {
  await page.route("**/certifications", (route) => route.fulfill(broken), { times: 1 });
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  // It was dropped once: the page tries again by itself, without a word of trouble.
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a slow answer leaves a next step, and still arrives by itself (v1)", async ({
  page,
  person,
}) => {
  await page.route("**/certifications", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 9_500));
    await route.continue();
  });
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  const again = page.getByRole("button", { name: "결과 다시 확인하기" });
  await page.waitForTimeout(6_000);
  await expect(again).toBeHidden();
  await expect(again).toBeFocused({ timeout: 4_000 });
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a script that does not load is reported, and the next press loads it", async ({
  page,
  sandbox,
  person,
}) => {
  await page.route(`${sandbox.url}/**/*.js`, (route) => route.fulfill(broken));
  await agreeToAll(page);
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await expect(page.getByText("인증 창을 불러오지 못했어요")).toBeVisible(soon);
  await page.unroute(`${sandbox.url}/**/*.js`);
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("nothing is requested from other sites before the press; only a preconnect to PortOne", async ({
  page,
  stack,
  sandbox,
}) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await agreeToAll(page);
  const button = page.getByRole("button", { name: "본인인증하기" });
  await button.focus();
  await button.hover();
  await page.waitForLoadState("networkidle");
  const laid = page.locator(`link[rel=preconnect][href="${new URL(sandbox.url).origin}"]`);
  await expect(laid).toHaveCount(1);
  expect([...hosts]).toEqual([new URL(stack.appUrl).origin]);
  const asked = page.waitForRequest((request) => request.url().startsWith(sandbox.url));
  const opened = page.waitForEvent("popup");
  await button.press("Enter");
  await asked;
  await (await opened).close();
});

/** As on return from another tab or app; headless pages never become hidden. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

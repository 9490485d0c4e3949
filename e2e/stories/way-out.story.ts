import type { Browser, Page } from "@playwright/test";
import { browsers } from "@/app/verification/browsers.fixture";
import { startStack } from "../support/stack";
import {
  agreeToAll,
  expect,
  test as base,
  verifyInPopup,
  type SandboxControl,
} from "../support/story";

/** An invitation opened inside another app continues in a browser, with its token. */
const test = base.extend({
  stack: async ({ version }, use) => {
    const settings = { AGE_POLICY: "international:14", GUARDIAN_CONSENT: "on" };
    const stack = await startStack({ version, settings });
    await use(stack);
    await stack.close();
  },
});

// Needs its own server and opens many browsers.
test.describe.configure({ timeout: 180_000 });

/** The address that the app or Android opens for the link. */
const opened = {
  "KakaoTalk on Android": (href: string) => new URL(href).searchParams.get("url") ?? "",
  "KakaoTalk on an iPhone": (href: string) => new URL(href).searchParams.get("url") ?? "",
  "Instagram on Android": (href: string) =>
    href.slice(0, href.lastIndexOf("#Intent;scheme=http;end")).replace(/^intent:/, "http:"),
  "Line on an iPhone": (href: string) => href,
} as const;

test("the way out carries the invitation, before anything is pressed and after (v1)", async ({
  page,
  sandbox,
  browser,
  stack,
}) => {
  const link = await invite(page, sandbox);
  for (const [name, addressOf] of Object.entries(opened)) {
    const inApp = await openAs(browser, name, link);
    const out = inApp.getByRole("link", { name: "브라우저로 열기" });
    const early = addressOf((await out.getAttribute("href")) ?? "");
    expect(new URL(early).searchParams.get("link")).toBe(new URL(link).searchParams.get("link"));
    await consent(inApp);
    await expect(inApp).toHaveURL(/\/guardian$/);
    await expect(inApp.getByText("동의부터 다시 시작해요")).toBeVisible();
    const late = addressOf((await out.getAttribute("href")) ?? "");
    expect(late).toBe(early);
    const other = await browser.newPage({ locale: "ko-KR", baseURL: stack.appUrl });
    await other.goto(late);
    await expect(other.getByRole("heading", { name: /님의 가입에 동의해 주세요/ })).toBeVisible();
    await expect(other.getByText("앱 안에서는")).toHaveCount(0);
    await other.close();
    await inApp.context().close();
  }
  for (const name of ["Instagram on an iPhone", "a plain web view on an iPhone"]) {
    await leaveByMenu(browser, name, link);
  }
});

/** From the invitation's page, which the app's menu opens as it is. */
async function leaveByMenu(browser: Browser, name: string, link: string): Promise<void> {
  const inApp = await openAs(browser, name, link);
  await expect(inApp.getByText("앱의 메뉴에서")).toBeVisible();
  await consent(inApp);
  await expect(inApp.getByText("받은 링크를 브라우저에서 다시 열어 주세요")).toBeVisible();
  await inApp.getByRole("link", { name: "받은 링크의 화면으로 돌아가기" }).click();
  await expect(inApp).toHaveURL(link);
  await expect(inApp.getByText("앱의 메뉴에서")).toBeVisible();
  await inApp.context().close();
}

async function invite(page: Page, sandbox: SandboxControl): Promise<string> {
  const child = await sandbox.invent({ birthday: `${new Date().getFullYear() - 12}-01-01` });
  await agreeToAll(page);
  await verifyInPopup(page, child.key);
  await page.getByRole("button", { name: "보호자에게 보낼 링크 만들기" }).click();
  return page.getByLabel("보호자에게 보낼 링크").inputValue();
}

async function openAs(browser: Browser, name: string, link: string): Promise<Page> {
  const { userAgent, touch } = browsers.find((each) => each.name === name) ?? {};
  if (userAgent === undefined) throw new Error(`No browser ${name}`);
  const viewport = { width: 390, height: 780 };
  const context = await browser.newContext({ userAgent, locale: "ko-KR", viewport });
  await context.addInitScript((fingers) => {
    Object.defineProperty(navigator, "maxTouchPoints", { get: () => fingers });
  }, touch);
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

async function consent(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "법정대리인으로서 동의해요" }).check();
  await page.getByRole("button", { name: "동의하고 본인인증하기" }).click();
}

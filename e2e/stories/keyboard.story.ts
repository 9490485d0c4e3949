import type { Locator, Page } from "@playwright/test";
import { join } from "../support/sign-up";
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

const places = [
  ...[
    "/login",
    "/recover",
    "/privacy",
    "/terms",
    "/account",
    "/account/password",
    "/account/email",
  ],
  ...["/account/passkeys", "/account/sessions", "/account/consents", "/account/data"],
  ...["/account/verify", "/account/leave"],
];

test("on every page of an account Tab reaches all that can be pressed, as it stands, with a ring around it", async ({
  page,
  context,
  stack,
  sandbox,
  version,
  person,
}) => {
  test.setTimeout(120_000);
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  for (const [at, path] of places.entries()) {
    if (path === "/account") {
      const cookies = [...client.cookies];
      await context.addCookies(
        cookies.map(([name, value]) => ({ name, value, url: stack.appUrl })),
      );
    }
    // What only a script can offer, such as a passkey, is there by then.
    await page.goto(path, { waitUntil: "networkidle" });
    expect(new URL(page.url()).pathname, `${at}`).toBe(path);
    const stops = await markStops(page);
    expect(stops, path).toBeGreaterThan(2);
    const seen: Stop[] = [];
    for (let presses = 0; presses < stops; presses += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(readStop));
    }
    expect(
      seen.map(({ stop }) => stop),
      path,
    ).toEqual([...seen.keys()].map(String));
    expect(
      seen.filter(({ hasRing }) => !hasRing),
      path,
    ).toEqual([]);
    // The way to the content comes from above the page.
    const [, ...shown] = seen;
    for (const [next, { lower, what }] of shown.slice(1).entries()) {
      expect(lower, `${path}: ${what} stands above what comes before it`).toBeGreaterThan(
        shown[next]?.upper ?? 0,
      );
    }
  }
});

/** Numbers all that can be pressed or filled in; how many there are. */
function markStops(page: Page): Promise<number> {
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary",
    );
    const visible = [...all].filter((each) => each.checkVisibility());
    for (const [at, each] of visible.entries()) each.dataset["stop"] = `${at}`;
    return visible.length;
  });
}

function readStop(): Stop {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement))
    return { stop: "", what: "", hasRing: false, lower: 0, upper: 0 };
  const { top, height } = element.getBoundingClientRect();
  return {
    stop: element.dataset["stop"] ?? "",
    what: element.outerHTML.slice(0, 80),
    hasRing: getComputedStyle(element).outlineStyle !== "none",
    // In one row the boxes may be of different height.
    lower: window.scrollY + top + height,
    upper: window.scrollY + top,
  };
}

/** `lower`, `upper`: the edges of what has the focus, on the page. */
type Stop = { stop: string; what: string; hasRing: boolean; lower: number; upper: number };

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

import { devices, type Page } from "@playwright/test";
import { agreeToAll, decideInWindow, expect, test } from "../support/story";

test.use({ ...devices["Pixel 7"], viewport: { width: 320, height: 640 }, locale: "ko-KR" });

const longName = "가나다라마바사아자차카타파하".repeat(3).slice(0, 40);

test("a name is drawn in one face, whatever its letters, from the parts it needs (v1)", async ({
  page,
  sandbox,
}) => {
  const person = await sandbox.invent({ name: "각뷁쀍디섣카타" });
  // Our own fonts: the provider's window, beside, has fonts of its own.
  const own = new Set<string>();
  page.on("request", (request) => {
    if (/\/_next\/static\/.*\.woff2/.test(request.url())) own.add(request.url());
  });
  await agreeToAll(page);
  const before = own.size;
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await decideInWindow(page, person.key);
  await expect(page.getByRole("heading", { name: /각뷁쀍디섣카타 님/ })).toBeVisible();
  expect(await facesOf(page)).toEqual([["Pretendard Variable", 7]]);
  expect(before).toBeLessThanOrEqual(1);
  // A part for each letter at most.
  expect(own.size - before).toBeLessThanOrEqual(7);
  for (const name of [longName, "VAN DER BERG-KIM", "제갈 공명"]) {
    await page
      .locator(".font-name")
      .evaluate((element, text) => (element.textContent = text), name);
    const [[face, count] = ["", 0], ...others] = await facesOf(page);
    expect([face, others], name).toEqual(["Pretendard Variable", []]);
    expect(count, name).toBeGreaterThanOrEqual(name.replaceAll(" ", "").length);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, name).toBeLessThanOrEqual(320);
  }
  const all = Array.from({ length: 11_172 }, (_, at) => String.fromCodePoint(0xac00 + at)).join("");
  await page.locator(".font-name").evaluate((element, text) => (element.textContent = text), all);
  expect(await facesOf(page)).toEqual([["Pretendard Variable", 11_172]]);
});

test("what the settings say is drawn in the same face, on a failed page too (v1)", async ({
  page,
  stack,
}) => {
  // 홍 of the representative's name is in none of our texts.
  const css = await (await fetch(`${stack.appUrl}/letters.css`)).text();
  expect(css.match(/@font-face/g)).toHaveLength(1);
  expect(css).toContain("U+D64D");
  const [, part = ""] = /url\(([^)]+)\)/.exec(css) ?? [];
  const answer = await fetch(`${stack.appUrl}${part}`);
  expect(answer.headers.get("cache-control")).toContain("immutable");
  for (const path of ["/", "/nowhere"]) {
    await page.goto(path);
    await expect(page.getByText("대표 홍길동")).toBeVisible();
    const faces = await facesOf(page, "footer li:nth-of-type(2)");
    expect(new Set(faces.map(([name]) => name)), path).toEqual(new Set(["Pretendard Variable"]));
  }
});

/** Which font drew how many glyphs of the name, as the browser itself tells. */
async function facesOf(
  page: Page,
  selector = ".font-name",
): Promise<[name: string, glyphs: number][]> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.waitForLoadState("networkidle");
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("DOM.enable");
  await inspector.send("CSS.enable");
  const { root } = await inspector.send("DOM.getDocument");
  const { nodeId } = await inspector.send("DOM.querySelector", {
    nodeId: root.nodeId,
    selector,
  });
  const { fonts } = await inspector.send("CSS.getPlatformFontsForNode", { nodeId });
  await inspector.detach();
  return fonts.map(({ familyName, glyphCount }) => [familyName, glyphCount]);
}

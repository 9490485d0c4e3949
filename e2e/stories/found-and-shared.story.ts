import { PlainClient } from "../support/plain-client";
import { startStack } from "../support/stack";
import { expect, test } from "../support/story";

test("the door can be found and shared, the steps behind it cannot (v1)", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const home = await client.get("/");
  for (const tag of [
    /<title>본인인증 한 번으로 가입 · Verified Signup<\/title>/,
    /<meta name="description" content="[^"]{20,}"/,
    /<meta property="og:title" content="[^"]+"/,
    /<meta property="og:locale" content="ko_KR"/,
    /<meta property="og:image:alt" content="[^"]+"/,
    /<link rel="icon" href="\/icon\.svg/,
    /<link rel="apple-touch-icon" href="\/apple-icon/,
    /<link rel="manifest" href="\/manifest\.webmanifest"/,
  ]) {
    expect(home.text).toMatch(tag);
  }
  const image = /property="og:image" content="([^"]+)"/.exec(home.text)?.[1] ?? "";
  expect(image.startsWith(`${stack.appUrl}/opengraph-image`)).toBe(true);
  expect((await fetch(image)).headers.get("content-type")).toBe("image/png");
  for (const path of ["/signup", "/guardian", "/admin/login"]) {
    expect((await client.get(path)).text, path).toContain('<meta name="robots" content="noindex');
  }
  const robots = (await client.get("/robots.txt")).text;
  expect(robots).toContain("Disallow: /admin");
  expect(robots).toContain("Disallow: /signup");
  expect(robots).toContain(`${stack.appUrl}/sitemap.xml`);
  expect((await client.get("/sitemap.xml")).text).toContain(`<loc>${stack.appUrl}/login</loc>`);
  expect(JSON.parse((await client.get("/manifest.webmanifest")).text)).toMatchObject({
    name: "Verified Signup",
    start_url: "/",
  });
  // Nobody has been named to write to: no address is invented.
  expect((await client.get("/.well-known/security.txt")).status).toBe(404);
  // The page of all components is for developers alone.
  expect((await client.get("/design")).status).toBe(404);
  const missing = await client.get("/nowhere");
  expect(missing.status).toBe(404);
  expect(missing.text).toContain("페이지를 찾을 수 없어요");
  expect(missing.text).toContain('href="/"');
});

test("a company puts its own name, colour and logo in (v1)", async ({ page }) => {
  const settings = {
    BRAND_NAME: "가나다 서비스",
    BRAND_COLOR: "#ffdd00",
    BRAND_LOGO: "/brand/sample.svg",
    SUPPORT_EMAIL: "safety@ganada.example",
  };
  const stack = await startStack({ version: "v1", settings });
  await page.goto(stack.appUrl);
  await expect(page).toHaveTitle("본인인증 한 번으로 가입 · 가나다 서비스");
  await expect(page.getByRole("link", { name: "가나다 서비스" })).toBeVisible();
  expect(await page.locator("header img").getAttribute("src")).toBe("/brand/sample.svg");
  const client = new PlainClient(stack.appUrl);
  const logo = await client.get("/brand/sample.svg");
  expect([logo.status, logo.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  // A file that is the same for everybody holds no nonce, and opened by itself runs nothing.
  expect(logo.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'",
  );
  const { status, text, headers } = await client.get("/.well-known/security.txt");
  expect([status, headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(text).toContain("Contact: mailto:safety@ganada.example\n");
  expect(text).toContain(`Canonical: ${stack.appUrl}/.well-known/security.txt\n`);
  const colours = () =>
    page
      .getByRole("link", { name: "시작하기" })
      .evaluate((link) => [getComputedStyle(link).backgroundColor, getComputedStyle(link).color]);
  // Yellow on white would be unreadable, so it is darkened.
  await expect.poll(colours).toEqual(["rgb(127, 110, 0)", "rgb(255, 255, 255)"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(colours).toEqual(["rgb(255, 221, 0)", "rgb(0, 0, 0)"]);
  await stack.close();
});

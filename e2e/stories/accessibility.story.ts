import type { Page } from "@playwright/test";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { findBarriers, findSmallTargets, measureOverflow } from "../support/axe";
import { passTime, password } from "../support/sign-up";
import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  test,
  verifyInPopup,
} from "../support/story";

test.describe("on 320 pixels", () => {
  test.use({ viewport: { width: 320, height: 568 } });
  test("nothing scrolls sideways and every target takes a finger (v1)", async ({
    page,
    person,
    db,
  }) => {
    await walk({ page, key: person.key, db }, async (place) => {
      expect(await measureOverflow(page), `${place} scrolls sideways`).toBeLessThanOrEqual(0);
      expect(await findSmallTargets(page), place).toEqual([]);
    });
  });
});

test("twice the size, nothing scrolls sideways (v1)", async ({ page, person, db }) => {
  const resize = async (width: number, height: number, letters: string) => {
    await page.setViewportSize({ width, height });
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
  };
  await walk({ page, key: person.key, db }, async (place) => {
    // A desktop's 1280 pixels at 200 %, then a phone with doubled text only.
    await resize(640, 360, "");
    expect(await measureOverflow(page), `${place} at 200 %`).toBeLessThanOrEqual(0);
    await resize(360, 780, "200%");
    expect(await measureOverflow(page), `${place} with large letters`).toBeLessThanOrEqual(0);
    await resize(1280, 720, "");
  });
});

for (const contextOptions of [
  { forcedColors: "active" },
  { contrast: "more", colorScheme: "dark" },
] as const) {
  test.describe(Object.values(contextOptions).join(", "), () => {
    test.use({ contextOptions: { ...contextOptions, reducedMotion: "reduce" } });
    test("axe finds nothing on the way (v1)", async ({ page, person, db }) => {
      await walk({ page, key: person.key, db }, async (place) => {
        expect(await findBarriers(page), place).toEqual([]);
      });
    });
  });
}

test("a screen reader hears names, states and what is wrong (v1)", async ({ page, person }) => {
  const main = page.getByRole("main");
  await page.goto("/signup");
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(main).toMatchAriaSnapshot(`
    - navigation "가입 단계":
      - list
    - heading "가입하려면 동의가 필요해요" [level=1]
    - checkbox "선택 항목까지 모두 동의하기"
    - list:
      - listitem:
        - checkbox "서비스 이용약관 (필수)"
        - alert: 이 항목에 동의해 주세요.
      - listitem:
        - checkbox "개인정보 수집·이용 동의 (필수)"
        - alert: 이 항목에 동의해 주세요.
    - button "동의하고 계속하기"
  `);
  await expect(page.getByRole("checkbox", { name: "서비스 이용약관" })).toBeFocused();
  await agreeToAll(page);
  await expect(main).toMatchAriaSnapshot(`
    - heading "본인인증을 해 주세요" [level=1]
    - list
    - button "본인인증하기"
  `);
  await verifyInPopup(page, person.key, "취소");
  await expect(main).toMatchAriaSnapshot(`
    - status:
      - paragraph: 본인인증을 취소했어요
    - button "본인인증하기"
  `);
  await verifyInPopup(page, person.key);
  await page.getByLabel("이메일").fill("nobody");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(main).toMatchAriaSnapshot(`
    - heading /님, 확인됐어요/ [level=1]
    - alert:
      - paragraph: 확인이 필요해요
      - list:
        - listitem:
          - link /이메일/
        - listitem:
          - link /비밀번호/
    - textbox "이메일": nobody
    - paragraph: /이메일 형식이 아니에요/
    - textbox "비밀번호"
    - button "비밀번호 보기"
    - paragraph: /비밀번호를 입력해 주세요/
    - button "가입하기"
  `);
});

/** The whole sign-up with its errors. */
async function walk({ page, key, db }: Walk, look: (place: string) => Promise<void>) {
  const email = inventEmail();
  await page.goto("/");
  await look("home");
  await page.goto("/signup");
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByText("이 항목에 동의해 주세요.").first()).toBeVisible();
  await look("consents missing");
  await agreeToAll(page);
  await look("before the verification");
  await verifyInPopup(page, key, "취소");
  await expect(page.getByText("본인인증을 취소했어요")).toBeVisible();
  await look("after a cancel");
  await verifyInPopup(page, key);
  await page.getByLabel("이메일").fill("someone@gmial.con");
  await expect(page.getByRole("button", { name: "someone@gmail.com" })).toBeVisible();
  await page.getByLabel("이메일").fill("nobody");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "확인이 필요해요" })).toBeVisible();
  await look("a problem with the details");
  await fillDetails(page, email);
  await expect(page).toHaveURL(/complete/);
  await look("complete");
  await page.goto("/account");
  await look("account");
  for (const path of ["sessions", "consents", "data"]) {
    await page.goto(`/account/${path}`);
    await look(path);
  }
  await passTime(db, email);
  await page.goto("/account");
  await page.getByText("전부 보기", { exact: true }).click();
  await look("account, asked once more");
  await page.getByRole("link", { name: "탈퇴하기" }).click();
  await page.getByLabel("지금 쓰는 비밀번호").fill("not the password");
  await page.getByRole("button", { name: "탈퇴하기" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "확인이 필요해요" })).toBeVisible();
  await look("leaving with a wrong password");
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  await page.getByRole("button", { name: "탈퇴하기" }).click();
  await expect(page.getByRole("heading", { name: "탈퇴를 마쳤어요" })).toBeVisible();
  await look("left");
  await page.goto("/login");
  await page.getByLabel("이메일").fill("nobody@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await look("login refused");
}

type Walk = { page: Page; key: string; db: PrismaClient };

import { PlainClient } from "../support/plain-client";
import { startStack } from "../support/stack";
import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  test as base,
  verifyInPopup,
} from "../support/story";

/** A service that admits children under 만 14 with a guardian's consent. */
const test = base.extend({
  stack: async ({ version }, use) => {
    const settings = { AGE_POLICY: "international:14", GUARDIAN_CONSENT: "on" };
    const stack = await startStack({ version, settings });
    await use(stack);
    await stack.close();
  },
});

const year = new Date().getFullYear();

test.describe.configure({ timeout: 180_000 });

test("a child joins once a guardian has consented on their own device", async ({
  page,
  sandbox,
  browser,
  db,
}) => {
  const child = await sandbox.invent({ birthday: `${year - 12}-01-01` });
  const minor = await sandbox.invent({ birthday: `${year - 17}-01-01` });
  const parent = await sandbox.invent({ birthday: "1980-05-05" });
  await agreeToAll(page);
  await verifyInPopup(page, child.key);
  await expect(page.getByRole("heading", { name: "보호자의 동의가 필요해요" })).toBeVisible();
  await page.goto("/signup/details");
  await expect(page).toHaveURL(/\/signup\/guardian$/);
  await page.getByRole("button", { name: "보호자에게 보낼 링크 만들기" }).click();
  const link = await page.getByLabel("보호자에게 보낼 링크").inputValue();

  // Messengers fetch links for a preview, and many people share an address: opening valid links
  // must not use up the limit for guesses.
  const previews = new PlainClient(new URL(link).origin);
  const path = link.slice(new URL(link).origin.length);
  for (let opened = 0; opened < 310; opened += 10) {
    await Promise.all(Array.from({ length: 10 }, () => previews.get(path)));
  }
  const theirs = await browser.newPage({ locale: "ko-KR" });
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: /님의 가입에 동의해 주세요/ })).toContainText(
    "*",
  );
  await theirs.getByRole("checkbox", { name: "법정대리인으로서 동의해요" }).check();
  await theirs.getByRole("button", { name: "동의하고 본인인증하기" }).click();
  await verifyInPopup(theirs, child.key);
  await expect(theirs.getByText("가입하는 사람과 같은 사람이에요")).toBeVisible();
  await theirs.getByRole("button", { name: "다시 인증하기" }).click();
  await verifyInPopup(theirs, minor.key);
  await expect(theirs.getByText("성인만 동의할 수 있어요")).toBeVisible();
  await theirs.getByRole("button", { name: "다시 인증하기" }).click();
  await verifyInPopup(theirs, parent.key);
  await expect(theirs.getByRole("heading", { name: "동의를 마쳤어요" })).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByText("이 링크는 더 이상 쓸 수 없어요")).toBeVisible();
  await theirs.close();

  // The child's page continues without a click.
  await fillDetails(page, inventEmail());
  await expect(page).toHaveURL(/\/signup\/complete$/);
  expect(await db.guardianConsent.count()).toBe(1);
  const rows = JSON.stringify([await db.guardianConsent.findMany(), await db.attempt.findMany()]);
  for (const { name, phone } of [child, parent]) {
    expect(rows).not.toContain(name);
    expect(rows).not.toContain(phone);
  }
});

test("a guardian who is there consents on the child's own device", async ({ page, sandbox }) => {
  const child = await sandbox.invent({ birthday: `${year - 10}-01-01` });
  const parent = await sandbox.invent({ birthday: "1985-05-05" });
  await agreeToAll(page);
  await verifyInPopup(page, child.key);
  await page.getByRole("button", { name: "보호자에게 보낼 링크 만들기" }).click();
  await page.getByRole("link", { name: "보호자가 지금 옆에 있어요" }).click();
  await page.getByRole("checkbox", { name: "법정대리인으로서 동의해요" }).check();
  await page.getByRole("button", { name: "동의하고 본인인증하기" }).click();
  await verifyInPopup(page, parent.key);
  await page.getByRole("link", { name: "가입 계속하기" }).click();
  await fillDetails(page, inventEmail());
  await expect(page).toHaveURL(/\/signup\/complete$/);
});

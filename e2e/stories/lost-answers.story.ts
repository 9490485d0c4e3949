import { agreeToAll, expect, test, verifyInPopup } from "../support/story";

test("a person whose answer was lost can go on when they come back", async ({
  page,
  person,
  version,
}) => {
  await agreeToAll(page);
  await verifyInPopup(page, person.key, "콜백 없음");
  await page.waitForTimeout(3_000);
  await page.goto("/signup");
  // V2: we ask by our own id. V1: only the lost answer had the id, so the person verifies again.
  if (version === "v1") await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("a person who is too young, and whose answer was lost, hears why (v2)", async ({
  page,
  sandbox,
}) => {
  const minor = await sandbox.invent({ birthday: `${new Date().getFullYear() - 15}-01-01` });
  await agreeToAll(page);
  await verifyInPopup(page, minor.key, "콜백 없음");
  await page.waitForTimeout(3_000);
  await page.goto("/signup");
  await expect(page).toHaveURL(/\/signup\/refused$/);
  await expect(page.getByText(`${new Date().getFullYear() + 4}년 1월 1일`)).toBeVisible();
  await page.goto("/signup");
  await expect(page.getByRole("checkbox").first()).toBeVisible();
});

test("when the time is over the page says so and offers a new try that keeps the consents", async ({
  page,
  person,
  db,
}) => {
  await agreeToAll(page);
  await page.reload();
  const attempt = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(await page.content())?.[1] ?? "";
  await db.attempt.update({ where: { id: attempt }, data: { expiresAt: new Date() } });
  await page.reload();
  await expect(page.getByRole("heading", { name: "시간이 지났어요" })).toBeVisible();
  await page.getByRole("button", { name: "다시 시작하기" }).click();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

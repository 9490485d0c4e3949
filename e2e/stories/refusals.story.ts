import { agreeToAll, decideInWindow, expect, test, verifyInPopup } from "../support/story";

const refused = [
  { key: "one-day-too-young", heading: "아직 가입할 수 있는 나이가 아니에요" },
  { key: "no-ci", heading: "이 인증 방법으로는 가입할 수 없어요" },
] as const;

for (const { key, heading } of refused) {
  test(`${key} is refused, with the reason, and nothing about them is kept`, async ({
    page,
    db,
  }) => {
    await agreeToAll(page);
    await verifyInPopup(page, key);
    await expect(page).toHaveURL(/\/signup\/refused/);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    expect(
      await db.attempt.count({ where: { state: "refused", personSealed: { not: null } } }),
    ).toBe(0);
    await page.goBack();
    await page.goto("/signup/details");
    await expect(page).not.toHaveURL(/details/);
  });
}

test("someone who is too young hears from when they may join", async ({ page, sandbox, db }) => {
  const year = new Date().getFullYear();
  const { key } = await sandbox.invent({ birthday: `${year - 16}-06-15` });
  await agreeToAll(page);
  await verifyInPopup(page, key);
  await expect(page.getByText(`${year + 3}년 1월 1일부터 가입할 수 있어요.`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`${year + 3}년 1월 1일부터`)).toBeVisible();
  const rows = JSON.stringify(await db.attempt.findMany({ where: { state: "refused" } }));
  expect(rows).not.toContain(`${year + 3}-01-01`);
});

test("someone who is of age today may join", async ({ page }) => {
  await agreeToAll(page);
  await verifyInPopup(page, "of-age-today");
  await expect(page).toHaveURL(/\/signup\/details$/);
});

for (const [outcome, told] of [
  ["취소", "본인인증을 취소했어요"],
  ["인증 실패", "본인인증에 실패했어요"],
  ["미완료 성공", "본인인증이 끝나지 않았어요"],
] as const) {
  test(`after "${outcome}" the person is back on the page and can retry`, async ({
    page,
    person,
  }) => {
    await agreeToAll(page);
    await verifyInPopup(page, person.key, outcome);
    await expect(page.getByText(told)).toBeVisible();
    await verifyInPopup(page, person.key);
    await expect(page).toHaveURL(/\/signup\/details$/);
  });
}

test("a closed popup counts as a cancel", async ({ page, person }) => {
  await agreeToAll(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await (await opened).close();
  await expect(page.getByText("본인인증을 취소했어요")).toBeVisible();
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

test("when no answer ever comes, the page still offers the next step", async ({ page, person }) => {
  await agreeToAll(page);
  await verifyInPopup(page, person.key, "콜백 없음");
  await expect(page.getByText("인증 창에서 결과를 받지 못했어요")).toBeVisible();
  const again = page.getByRole("button", { name: "본인인증하기" });
  const opened = page.waitForEvent("popup");
  await again.click();
  await opened.then((window) => decideInWindow(window, person.key)).catch(() => undefined);
  await expect(page).toHaveURL(/\/signup\/details$/);
});

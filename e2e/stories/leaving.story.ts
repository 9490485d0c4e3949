import { ko } from "@/lib/i18n/ko";
import { join, passTime, password, record, begin, shownText } from "../support/sign-up";
import {
  expect,
  fillDetails,
  inventEmail,
  agreeToAll,
  test,
  verifyInPopup,
} from "../support/story";
import { PlainClient } from "../support/plain-client";

test("a member leaves, is told from when they may come back, and is not let in before", async ({
  page,
  person,
  db,
}) => {
  const email = inventEmail();
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await fillDetails(page, email);
  await page.getByRole("link", { name: "내 계정 보기" }).click();
  await passTime(db, email);
  await page.getByRole("link", { name: "탈퇴하기" }).click();
  await expect(page.getByText("되돌릴 수 없어요")).toBeVisible();
  const points = await page.locator("main li").allTextContents();
  const date = points.join().match(/\d{4}년 \d{1,2}월 \d{1,2}일/)?.[0] ?? "no date";

  await page.getByLabel("지금 쓰는 비밀번호").fill("not the password");
  await page.getByRole("button", { name: "탈퇴하기" }).click();
  await expect(page.getByLabel("지금 쓰는 비밀번호")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("지금 쓰는 비밀번호").fill(password);
  await page.getByRole("button", { name: "탈퇴하기" }).click();
  await expect(page.getByRole("heading", { name: "탈퇴를 마쳤어요" })).toBeVisible();
  await expect(page.getByText(`${date}부터 다시 가입할 수 있어요.`)).toBeVisible();
  expect(await db.account.count({ where: { email } })).toBe(0);

  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await expect(page).toHaveURL(/\/signup\/refused/);
  await expect(page.getByRole("heading", { name: "아직 다시 가입할 수 없어요" })).toBeVisible();
  await expect(page.getByText(`${date}부터 가입할 수 있어요.`)).toBeVisible();
});

test("who leaves is logged out everywhere, and the e-mail is free again", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  const elsewhere = new PlainClient(stack.appUrl);
  await elsewhere.submit(await elsewhere.get("/login"), "email", { email, password });
  expect((await elsewhere.get("/account")).status).toBe(200);

  const form = await client.get("/account/leave");
  expect((await client.submit(form, "/account/leave/submit", {})).location).toBe("/account/left");
  expect((await client.get("/account/left")).status).toBe(200);
  for (const browser of [client, elsewhere]) {
    expect((await browser.get("/account")).location).toBe("/login");
    expect((await browser.get("/account/leave")).location).toBe("/login?next=%2Faccount%2Fleave");
  }
  // The same form again.
  expect((await client.submit(form, "/account/leave/submit", {})).location).toBe(
    "/login?next=%2Faccount%2Fleave",
  );
  const login = await client.submit(await client.get("/login"), "email", { email, password });
  expect(login.location).toBeNull();

  const heir = await sandbox.invent({});
  const next = await begin(stack.appUrl);
  const body = await record(sandbox, version, next.attempt, { person: heir.key });
  await next.client.postJson("/certifications", body);
  const details = await next.client.get("/signup/details");
  const joined = await next.client.submit(details, "email", { email, password });
  expect(joined.location, shownText(joined).slice(0, 200)).toBe("/signup/complete");
});

test("a tab in which one member was about to leave makes no other one leave", async ({
  page,
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  const later = await join(place, { person: (await sandbox.invent({})).key });
  const enter = ({ cookies }: PlainClient) =>
    page
      .context()
      .addCookies([...cookies].map(([name, value]) => ({ name, value, url: stack.appUrl })));
  await enter(client);
  await page.goto("/account/leave");
  await enter(later.client);
  const leave = page.getByRole("button", { name: "탈퇴하기" });
  await leave.click();
  await expect(page.getByText(ko.codes.form_of_another.title)).toBeVisible();
  expect(await db.account.count({ where: { email: { in: [email, later.email] } } })).toBe(2);
  // The page is the other's by now: whoever sends it again means their own account.
  await leave.click();
  await expect(page).toHaveURL(/\/account\/left$/);
  expect(await db.account.count({ where: { email } })).toBe(1);
});

test("only this site's own form makes a member leave", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const form = await client.get("/account/leave");
  const foreign = { origin: "https://evil.example" };
  await client.submit(form, "/account/leave/submit", {}, foreign);
  expect((await client.get("/account")).status).toBe(200);
});

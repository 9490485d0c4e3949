import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import {
  inventAdministrator,
  logInAsAdministrator,
  passAdministratorTime,
} from "../support/administration/administrators";
import { addAuthenticator } from "../support/authenticator";
import { linkIn, mailTo } from "../support/mail";
import { PlainClient } from "../support/plain-client";
import { expect, test } from "../support/story";

const ownPassword = "seven green bottles on a wall";
const byPasskey = "패스키로 확인하기";

async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "로그아웃", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/login$/);
}

async function addPasskey(page: Page): Promise<void> {
  const added = page.waitForResponse((answer) => answer.url().endsWith("/admin/passkeys/add"));
  await page.getByRole("button", { name: "패스키 등록하기", exact: true }).click();
  expect((await added).status()).toBe(200);
}

/** The recovery codes of a page that shows them, this once. */
async function takeCodes(page: Page): Promise<string[]> {
  await expect(page).toHaveURL(/\/admin\/me\/recovery-codes$/);
  const codes = await page
    .getByRole("listitem")
    .filter({ hasText: /^([A-Z2-9]{4}-){3}/ })
    .allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  await page.getByRole("button", { name: "적어 두었어요" }).click();
  await expect(page).toHaveURL(/\/admin\/me$/);
  await expect(page.getByText("10개 남음")).toBeVisible();
  await page.goto("/admin/me/recovery-codes");
  await expect(page, "only once").toHaveURL(/\/admin\/me$/);
  return codes;
}

test("an owner invites by mail; the invited sets a password and a passkey, which is asked for from then on", async ({
  page,
  stack,
  db,
}) => {
  test.setTimeout(90_000);
  const owner = await inventAdministrator(db, "owner");
  const email = `new-${randomBytes(5).toString("hex")}@example.com`;
  await logInAsAdministrator(page, owner);
  await page.getByRole("link", { name: "관리자", exact: true }).click();
  await page.getByLabel("이름", { exact: true }).fill("김새롬");
  await page.getByLabel("이메일", { exact: true }).fill(email);
  await page.getByLabel("역할", { exact: true }).selectOption("owner");
  await passAdministratorTime(db, owner);
  await page.getByRole("button", { name: "초대 메일 보내기" }).click();
  // Asked once more, and what was typed is still there.
  await page.getByLabel("관리자 비밀번호").last().fill("correct horse battery");
  await expect(page.getByLabel("이메일", { exact: true })).toHaveValue(email);
  await page.getByRole("button", { name: "초대 메일 보내기" }).click();
  await expect(page.getByText(`김새롬 · ${email}`)).toBeVisible();
  await logOut(page);

  const link = linkIn(await mailTo(stack.sandboxUrl, email, { subject: "초대" }));
  // Mail scanners open it too: nothing happens before the press.
  await new PlainClient(stack.appUrl).get(link);
  await page.goto(link);
  await page.getByLabel("관리자 비밀번호").fill("short");
  await page.getByRole("button", { name: "비밀번호 정하고 계속하기" }).click();
  await expect(page.getByText("8자보다 짧아요").first()).toBeVisible();
  await page.getByLabel("관리자 비밀번호").fill(ownPassword);
  await page.getByRole("button", { name: "비밀번호 정하고 계속하기" }).click();
  await expect(page).toHaveURL(/\/admin\/me$/);
  const again = await new PlainClient(stack.appUrl).get(link);
  expect(again.text).not.toContain("비밀번호 정하고");

  await addAuthenticator(page);
  const { value: before } =
    (await page.context().cookies()).find(({ name }) => name.endsWith("signup-admin")) ?? {};
  await addPasskey(page);
  const codes = await takeCodes(page);
  await expect(page.getByText(/^Chrome/).first()).toBeVisible();
  // A passkey alone is the second factor: it cannot be removed.
  await page.getByRole("button", { name: /^Chrome.* 삭제하기$/ }).click();
  await expect(page.getByText("하나뿐인 2단계 인증이에요")).toBeVisible();
  // The token from before the step is worth nothing.
  const planted = new PlainClient(stack.appUrl);
  planted.cookies.set("verified-signup-admin", before ?? "");
  expect((await planted.get("/admin/people")).status).toBe(404);

  await page.goto("/admin/me");
  await logOut(page);
  await logInAsAdministrator(page, email, ownPassword);
  await expect(page).toHaveURL(/\/admin\/login\/code$/);
  await page.goto("/admin/people");
  await expect(page, "half of a login opens nothing").toHaveURL(/\/admin\/login\/code$/);
  await page.getByRole("button", { name: byPasskey }).click();
  await expect(page).toHaveURL(/\/admin$/);

  await passAdministratorTime(db, email);
  await page.getByRole("link", { name: "내보내기" }).click();
  await page.getByLabel("목적").fill("점검 자료 제출");
  await page.getByRole("button", { name: byPasskey }).click();
  await expect(page.getByText("점검 자료 제출")).toBeVisible();
  await logOut(page);

  // The passkey is lost: a code that was written down lets them in and stands for it, once.
  const [first = "", second = ""] = codes;
  await logInAsAdministrator(page, email, ownPassword);
  await page.getByLabel("복구 코드").fill("AAAA-AAAA-AAAA-AAAA");
  await page.getByLabel("복구 코드").press("Enter");
  await expect(page.getByText("틀렸거나, 시간이 지났거나, 이미 쓴 코드예요.")).toBeVisible();
  await page.getByLabel("복구 코드").fill(first.toLowerCase());
  await page.getByLabel("복구 코드").press("Enter");
  await expect(page).toHaveURL(/\/admin$/);
  await passAdministratorTime(db, email);
  await page.goto("/admin/me");
  // Who it is is asked once, for all that the page offers.
  const proving = page.locator('form[action="/admin/me/prove"]');
  await proving.getByLabel("복구 코드", { exact: true }).fill(first);
  await proving.getByRole("button", { name: "본인 확인하기" }).click();
  await expect(page.getByText("틀렸거나, 시간이 지났거나, 이미 쓴 코드예요.")).toBeVisible();
  await proving.getByLabel("복구 코드", { exact: true }).fill(second);
  await proving.getByRole("button", { name: "본인 확인하기" }).click();
  await page.getByRole("button", { name: "복구 코드 새로 받기" }).click();
  expect(await takeCodes(page)).not.toContain(codes.at(-1));

  const created = await db.administrator.findUniqueOrThrow({ where: { email } });
  const events = await db.auditEvent.findMany({
    where: { subject: created.id },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ kind }) => kind)).toEqual([
    ...["administrator_invited", "administrator_created", "passkey_added", "recovery_codes_set"],
    ...["second_factor_refused", "recovery_code_used", "second_factor_refused"],
    ...["recovery_code_used", "recovery_codes_set"],
  ]);
  const kinds = ["administrator_logged_in", "administrator_logged_out"];
  const doors = await db.auditEvent.findMany({
    where: { actor: created.id, kind: { in: kinds } },
  });
  expect(new Set(doors.map(({ kind }) => kind))).toEqual(new Set(kinds));
  expect(
    doors.filter(({ address }) => address === null),
    "from where",
  ).toEqual([]);
  const menu = page.getByRole("navigation", { name: "관리 메뉴" });
  await menu.getByRole("link", { name: "접속 기록" }).click();
  // Others' events may have filled the first page by now.
  await page.locator("#kind").selectOption({ label: "관리자 초대" });
  await page.locator("form:has(#kind)").getByRole("button").first().click();
  await expect(page).toHaveURL(/kind=/);
  const line = page.getByRole("listitem").filter({ hasText: "관리자 초대" });
  await expect(line.first()).toBeVisible();
});

const broken = [
  "/admin/people?after=33658-01-01_x",
  "/admin/people?after=999999999999999_a",
  "/admin/people?before=1_a&after=1_a",
  "/admin/people?state=nobody",
  "/admin/people?from=2026-02-30",
  "/admin/people?decade=-1",
  "/admin/people?provider=%00",
  "/admin/people?found=%27%3B%20DROP",
  "/admin/people?after=1_a&after=2_b",
  "/admin/attempts?id=imp_123",
  "/admin/attempts?from=33658-01-01T00:00",
  "/admin/attempts?code=no_such_code",
  "/admin/attempts?after=-1_-1",
  "/admin/audit?after=1_99999999999999999999",
  "/admin/audit?from=33658-01-01",
  "/admin/audit?who=%ED%99%8D%EA%B8%B8%EB%8F%99",
  "/admin/audit?kind=%3Cscript%3E",
  "/admin/exports?kind=secrets",
  "/admin/exports?kind=people&kind=audit",
];

test("an address that this site did not write is answered with 400, and the first page offered", async ({
  stack,
  db,
}) => {
  const client = new PlainClient(stack.appUrl);
  const email = await inventAdministrator(db, "owner");
  const form = await client.get("/admin/login");
  await client.submit(form, "email", { email, password: "correct horse battery" });
  for (const address of broken) {
    const led = await client.get(address);
    expect(led.location, address).toContain("/refused?");
    const { status, text } = await client.get(led.location ?? "");
    const [page = ""] = address.split("?");
    expect(status, address).toBe(400);
    expect(text.includes(`href="${page}"`), `${address} offers its first page`).toBe(true);
  }
  for (const id of ["%00", "..", "x".repeat(400), "1%27--"]) {
    expect((await client.get(`/admin/people/${id}`)).status, id).toBeLessThan(500);
    expect((await client.get(`/admin/exports/file?id=${id}`)).status, id).toBe(404);
  }
});

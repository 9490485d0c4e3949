import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { PlainClient } from "../support/plain-client";
import { join, passTime, password, shownText } from "../support/sign-up";
import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  test,
  verifyInPopup,
} from "../support/story";

/** A member's own pages. */

test.describe("a member at home", () => {
  test("sees what is theirs masked but for the name, and in full once they ask, in no address and no cache", async ({
    page,
    sandbox,
    db,
  }) => {
    const person = await sandbox.invent({ phone: "01000004321", birthday: "1988-08-08" });
    const email = inventEmail();
    await agreeToAll(page);
    await verifyInPopup(page, person.key);
    await fillDetails(page, email);
    await expect(page).toHaveURL(/complete/);
    await page.goto("/account");
    const main = page.getByRole("main");
    await expect(main).toContainText(person.name);
    await expect(main).toContainText("010-****-4321");
    await expect(main).not.toContainText(email);
    expect(await page.content()).not.toContain("01000004321");

    const shown = page.waitForResponse((response) => response.url().endsWith("/account/show"));
    await page.getByRole("button", { name: "전부 보기" }).click();
    const answer = await shown;
    expect([answer.status(), answer.headers()["cache-control"]]).toEqual([200, "no-store"]);
    for (const text of [person.name, "010-0000-4321", "1988-08-08", email]) {
      await expect(main).toContainText(text);
    }
    expect(page.url()).not.toContain("?");
    await page.getByRole("link", { name: "다시 가리기" }).click();
    await expect(main).not.toContainText("010-0000-4321");
    const account = await db.account.findUniqueOrThrow({ where: { id: await idOf(db, email) } });
    const where = { kind: "own_data_shown", subject: account.id, actor: account.id };
    expect(await db.auditEvent.count({ where })).toBe(1);

    // Later the password is asked for first; a wrong one shows nothing.
    await passTime(db, email);
    await page.goto("/account");
    await page.getByText("전부 보기", { exact: true }).click();
    await page.getByLabel("지금 쓰는 비밀번호").fill("not the password");
    await page.getByRole("button", { name: "본인 확인하고 보기" }).click();
    await expect(main).toContainText("비밀번호가 맞지 않아요");
    await expect(main).not.toContainText("010-0000-4321");
    await page.getByLabel("지금 쓰는 비밀번호").fill(password);
    await page.getByRole("button", { name: "본인 확인하고 보기" }).click();
    await expect(main).toContainText("010-0000-4321");
    // The login goes on, under its new token.
    await page.goto("/account/sessions");
    await expect(main).toContainText("지금 이 기기");
    expect(await db.auditEvent.count({ where })).toBe(2);
  });

  test("ends the login of another device, and it is dead at once", async ({
    stack,
    sandbox,
    person,
    version,
    db,
  }) => {
    const place = { appUrl: stack.appUrl, sandbox, version };
    const { client, email } = await join(place, { person: person.key });
    const phone = new PlainClient(stack.appUrl);
    const agent = { "user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Mobile" };
    await phone.postForm("/login/submit", new URLSearchParams({ email, password }), agent);
    expect((await phone.get("/account")).status).toBe(200);

    const page = await client.get("/account/sessions");
    expect(shownText(page)).toContain("Chrome, Android");
    expect(shownText(page)).toContain("127.0.0.x 대역");
    expect(shownText(page)).not.toContain("127.0.0.1");
    const handle = /value="([\w-]{43})"/.exec(shownText(page))?.[1] ?? "no handle";
    const form = "/account/sessions/submit";
    await client.submit(page, form, { end: handle });
    expect((await phone.get("/account")).location).toBe("/login");
    expect((await client.get("/account")).status).toBe(200);

    // Everywhere, after a while: asked once more who it is, then out here, too.
    await phone.postForm("/login/submit", new URLSearchParams({ email, password }), agent);
    await passTime(db, email);
    const late = await client.get("/account/sessions");
    const refused = await client.submit(late, form, { end: "everywhere" });
    expect(refused.status).toBe(403);
    expect((await phone.get("/account")).status).toBe(200);
    const done = await client.submit(late, form, { end: "everywhere", currentPassword: password });
    expect(done.location).toBe("/login");
    for (const each of [phone, client]) {
      expect((await each.get("/account")).location).toBe("/login");
    }
  });

  test("takes their data away, and nobody else's", async ({ page, person, db }) => {
    const email = inventEmail();
    await agreeToAll(page);
    await verifyInPopup(page, person.key);
    await fillDetails(page, email);
    await expect(page).toHaveURL(/complete/);
    await page.goto("/account");
    await page.getByRole("link", { name: "내 데이터" }).click();
    for (const title of [
      "1. 항목과 내용",
      "2. 수집·이용 목적",
      "3. 보유",
      "4. 제3자",
      "5. 동의한",
    ]) {
      await expect(page.getByRole("heading", { name: title })).toBeVisible();
    }
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "파일로 내려받기" }).click();
    const path = await (await download).path();
    const file = fileSchema.parse(JSON.parse(await readFile(path, "utf8")));
    expect(file.items).toMatchObject({ email, person: { name: person.name } });
    expect(file.consents.own.map(({ document }) => document).sort()).toEqual(["privacy", "terms"]);
    expect(file.events.map(({ kind }) => kind)).toContain("account_opened");
    const id = await idOf(db, email);
    const where = { kind: "own_data_downloaded", subject: id };
    expect(await db.auditEvent.count({ where })).toBe(1);
    await page.goto("/account/consents");
    await expect(page.getByRole("main")).toContainText("서비스 이용약관");
  });
});

async function idOf(db: PrismaClient, email: string): Promise<string> {
  const [account] = await db.account.findMany({ where: { email } });
  return account?.id ?? "nobody";
}

const fileSchema = z.object({
  items: z.looseObject({ email: z.string() }),
  purposes: z.array(z.string()).min(1),
  periods: z.array(z.string()).min(1),
  recipients: z.array(z.string()).min(1),
  consents: z.object({ own: z.array(z.looseObject({ document: z.string() })) }),
  events: z.array(z.looseObject({ kind: z.string() })),
});

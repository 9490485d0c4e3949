import { openDatabase } from "@/lib/db";
import { ko } from "@/lib/i18n/ko";
import { linkIn, mailsTo, mailTo } from "../support/mail";
import { PlainClient } from "../support/plain-client";
import { join, password, shownText, verify } from "../support/sign-up";
import { startStack } from "../support/stack";
import {
  agreeToAll,
  expect,
  fillDetails,
  inventEmail,
  SandboxControl,
  test,
  verifyInPopup,
} from "../support/story";

const subjects = { confirm: "이메일 주소를 확인해 주세요", changed: "이메일이 바뀌었어요" };

test("an address is confirmed by a press, changed by another, and taken back (v1)", async ({
  page,
  person,
  stack,
  browser,
}) => {
  test.setTimeout(120_000);
  const email = inventEmail();
  await agreeToAll(page);
  await verifyInPopup(page, person.key);
  await fillDetails(page, email);
  await expect(page).toHaveURL(/\/signup\/complete/);
  await page.goto("/account/email");
  await expect(page.getByText(ko.emailPage.unconfirmed)).toBeVisible();

  // A scanner opens the link, twice: nothing happens, and it gets no login.
  const link = linkIn(await mailTo(stack.sandboxUrl, email, { subject: subjects.confirm }));
  const scanner = new PlainClient(stack.appUrl);
  for (let look = 0; look < 2; look += 1) {
    const seen = await scanner.get(link);
    expect(shownText(seen)).toContain(ko.link.confirmTitle);
    expect(seen.text).not.toContain(email);
    expect(seen.headers.get("cache-control")).toContain("no-store");
    expect(seen.headers.get("referrer-policy")).toBe("same-origin");
  }
  await page.reload();
  await expect(page.getByText(ko.emailPage.unconfirmed)).toBeVisible();

  // The person presses, in another browser.
  const elsewhere = await browser.newContext({ baseURL: stack.appUrl, locale: "ko-KR" });
  const phone = await elsewhere.newPage();
  await phone.goto(link);
  await phone.getByRole("button", { name: ko.link.confirmSubmit }).click();
  await expect(phone.getByRole("heading", { name: ko.link.confirmDoneTitle })).toBeVisible();
  await phone.goto("/account");
  await expect(phone).toHaveURL(/\/login/);
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: ko.codes.link_over.title })).toBeVisible();

  await page.reload();
  await expect(page.getByText(ko.emailPage.confirmed)).toBeVisible();
  const next = inventEmail();
  await page.getByLabel(ko.emailPage.newEmail).fill(next);
  await page.getByRole("button", { name: ko.emailPage.submit, exact: true }).click();
  await expect(page.getByRole("heading", { name: ko.emailPage.pendingTitle })).toBeVisible();
  await phone.goto(linkIn(await mailTo(stack.sandboxUrl, next, { subject: subjects.confirm })));
  await expect(phone.getByRole("heading", { name: ko.link.changeTitle })).toBeVisible();
  await phone.getByRole("button", { name: ko.link.changeSubmit }).click();
  await expect(phone.getByRole("heading", { name: ko.link.confirmDoneTitle })).toBeVisible();
  await page.reload();
  await expect(page.getByText(next)).toBeVisible();

  // The old address was told, and takes the change back.
  await phone.goto(linkIn(await mailTo(stack.sandboxUrl, email, { subject: subjects.changed })));
  await phone.getByRole("button", { name: ko.link.revertSubmit }).click();
  await expect(phone.getByRole("heading", { name: ko.link.revertDoneTitle })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  // Whoever changed it may know the password.
  await expect(page.getByText(ko.codes.invalid_credentials.title)).toBeVisible();
  await elsewhere.close();
});

test("whose address somebody joins with is told, and nobody learns more (v1)", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const owner = await join(place, { person: person.key });
  const press = new PlainClient(stack.appUrl);
  const confirm = await mailTo(stack.sandboxUrl, owner.email, { subject: subjects.confirm });
  const link = linkIn(confirm);
  const action = link.replace("confirm-email?", "confirm-email/submit?");
  const done = await press.submit(await press.get(link), action, {});
  expect(done.location).toBe("/link/confirm-email/done");
  const answers = await Promise.all(
    [owner.email, inventEmail()].map(async (email) => {
      const other = await sandbox.invent({});
      const { client } = await verify(place, { person: other.key });
      const answer = await client.submit(await client.get("/signup/details"), "email", {
        email,
        password,
      });
      const shown = [await client.get("/signup/complete"), await client.get("/account/email")];
      const texts = shown.map((each) =>
        shownText(each)
          .replaceAll(email, "the address")
          .replaceAll(other.name, "the name")
          // Whose page it is: another mark for each member.
          .replace(/ nonce="[^"]*"|(?<=name="owner" value=")[^"]*/g, ""),
      );
      return { status: answer.status, next: answer.location, body: answer.text, texts };
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  await mailTo(stack.sandboxUrl, owner.email, { subject: "누군가 이 이메일 주소를 적었어요" });
  expect(await mailsTo(stack.sandboxUrl, owner.email)).toHaveLength(2);
});

test("mail waits for a mail server that is down, and nothing else does (v1)", async ({}) => {
  test.setTimeout(120_000);
  const stack = await startStack({ version: "v1" });
  const db = openDatabase(stack.databaseUrl);
  try {
    const sandbox = new SandboxControl(stack.sandboxUrl);
    await sandbox.post("faults", { path: "/smtp", drop: true, times: 100 });
    const person = await sandbox.invent({});
    const place = { appUrl: stack.appUrl, sandbox, version: "v1" } as const;
    const { client, email } = await join(place, { person: person.key });
    expect((await client.get("/account")).status).toBe(200);
    const tried = { state: "waiting", tries: 1, leasedUntil: null } as const;
    await expect.poll(() => db.mail.count({ where: tried }), { timeout: 15_000 }).toBe(1);
    // The line is written after the row, and comes through a pipe.
    await expect.poll(() => stack.output()).toContain('"event":"mail_server_down"');
    expect(stack.output()).not.toContain(email);
    expect(await mailsTo(stack.sandboxUrl, email)).toEqual([]);

    await fetch(`${stack.sandboxUrl}/_sandbox/faults`, { method: "DELETE" });
    await db.mail.updateMany({ data: { dueAt: new Date() } });
    const again = await client.submit(
      await client.get("/account/email"),
      "/account/email/again",
      {},
    );
    expect(again.location).toBe("/account/email?sent=again");
    await expect
      .poll(() => db.mail.count({ where: { state: "sent" } }), { timeout: 15_000 })
      .toBe(2);
    expect(await mailsTo(stack.sandboxUrl, email)).toHaveLength(2);
  } finally {
    await db.$disconnect();
    await stack.close();
  }
});

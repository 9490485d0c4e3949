import { randomBytes, randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { generateSync } from "otplib";
import { createAdministrator } from "@/lib/admin/console";
import { pageOwnerHeader } from "@/app/form-handlers/form-answer";
import type { AdministratorRole, PrismaClient } from "@/lib/generated/prisma/client";
import { ko } from "@/lib/i18n/ko";
import { formOwnerField, formOwnerMark } from "@/lib/own-account/form-owner";
import { Authenticator } from "@/lib/passkeys/authenticator.fixture";
import { placesBelowAdmin } from "../support/administration/places";
import { PlainClient } from "../support/plain-client";
import { join, password as memberPassword } from "../support/sign-up";
import { expect, test } from "../support/story";

const password = "correct horse battery";

async function invent(db: PrismaClient, role: AdministratorRole): Promise<string> {
  const email = `${role}-${randomBytes(5).toString("hex")}@example.com`;
  await createAdministrator(db, { email, password, role }, new Date());
  return email;
}

async function logIn(page: Page, email: string): Promise<void> {
  await page.goto("/admin");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByLabel("비밀번호", { exact: true }).press("Enter");
}

/** From the figures, where a login leads. */
async function seePeople(page: Page): Promise<void> {
  await page.getByRole("link", { name: "회원", exact: true }).click();
  await expect(page.getByRole("table")).toBeVisible();
}

test("a caller who cannot log in is found, asked back and unlocked in a minute, by keyboard", async ({
  page,
  stack,
  sandbox,
  version,
  db,
}) => {
  const lastFour = `${randomInt(1_000, 9_999)}`;
  const phone = `0100000${lastFour}`;
  const caller = await sandbox.invent({ phone, birthday: "1971-02-03" });
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { email } = await join(place, { person: caller.key });
  const guesser = new PlainClient(stack.appUrl);
  const form = await guesser.get("/login");
  for (let tries = 0; tries < 11; tries += 1) {
    await guesser.submit(form, "email", { email, password: "forgotten" });
  }
  await logIn(page, await invent(db, "operator"));
  await seePeople(page);

  const began = Date.now();
  // The keys work once the script has come.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.type(`${lastFour} 1971`);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/로그인 시도 초과: .*까지/)).toBeVisible();
  await expect(page.getByText(`010-****-${lastFour}`)).toBeVisible();
  expect(await page.content()).not.toContain(caller.name);

  await page.locator("summary", { hasText: "가린 값 보기" }).press("Enter");
  await page.getByLabel("볼 값").selectOption("name");
  await page.getByLabel("이유").selectOption("asked_by_member");
  await page.getByLabel("메모").fill("이름을 되물어 확인함");
  const answer = page.waitForResponse((each) => each.url().includes("/admin/people/reveal"));
  await page.getByLabel("메모").press("Enter");
  expect((await answer).headers()["refresh"]).toMatch(/^60;url=\/admin\/people\/\w+$/);
  await expect(page.locator("[data-revealed]")).toHaveText(caller.name);
  expect(await page.content()).not.toContain(phone);
  await page.getByRole("link", { name: "지금 가리기" }).press("Enter");
  await expect(page.locator("[data-revealed]")).toHaveCount(0);

  await page.getByRole("link", { name: "잠금 풀기" }).press("Enter");
  await page.getByLabel("이유").selectOption("asked_by_member");
  await page.getByLabel("메모").fill("본인 확인함");
  await page.getByLabel("메모").press("Enter");
  await expect(page.getByText("했어요: 잠금 풀기")).toBeVisible();
  await expect(page.getByText("걸린 제한이 없어요.")).toBeVisible();
  expect(Date.now() - began).toBeLessThan(60_000);

  await guesser.submit(form, "email", { email, password: memberPassword });
  const own = await guesser.get("/account/data");
  expect(own.text).toContain("가린 값을 봄 · 이름 · 관리자 · 회원의 문의");
  expect(own.text).not.toContain("이름을 되물어 확인함");
});

test("a second factor is set up by scanning, and asked for from then on", async ({ page, db }) => {
  const email = await invent(db, "viewer");
  await logIn(page, email);
  await page.getByRole("link", { name: "내 로그인" }).click();
  await page.getByRole("button", { name: "인증 앱 등록하기" }).click();
  await expect(page.getByRole("img", { name: "인증 앱으로 찍을 QR 코드" })).toBeVisible();
  const secret = (await page.locator("p.font-mono").innerText()).replace(/\s/g, "");
  const codeIn = (seconds: number) =>
    generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds });
  const code = page.getByLabel("인증 앱에 나온 6자리 코드");
  await code.fill(codeIn(600));
  await code.press("Enter");
  await expect(page.getByText("틀렸거나, 시간이 지났거나, 이미 쓴 코드예요.")).toBeVisible();
  await code.fill(codeIn(0));
  await code.press("Enter");
  await expect(page.getByText("10개 남음")).toBeVisible();
  await page.getByRole("button", { name: "로그아웃", exact: true }).click();
  await logIn(page, email);
  await expect(page).toHaveURL(/\/admin\/login\/code$/);
  // Half of a login opens nothing.
  await page.goto("/admin/people");
  await expect(page).toHaveURL(/\/admin\/login\/code$/);
  await page.getByLabel("인증 코드").fill(codeIn(30));
  await page.getByLabel("인증 코드").press("Enter");
  await seePeople(page);
});

/** What Next sends to its own script: it first leads that to an address of its own. */
async function payloadOf(client: PlainClient, path: string) {
  const answer = await client.get(path, { rsc: "1" });
  const isLed = answer.location?.includes("?_rsc") === true;
  const payload = isLed ? await client.get(answer.location ?? "", { rsc: "1" }) : answer;
  // Next answers a payload with 200 and states the refusal in it.
  const isRefused = payload.text.includes("NEXT_HTTP_ERROR_FALLBACK;404");
  return isRefused ? { ...payload, status: 404 } : payload;
}

/** Where somebody is let in. */
const doors = [
  "/admin",
  "/admin/login",
  "/admin/login/code",
  "/admin/login/submit",
  "/admin/login/code/submit",
];

test("every page and handler below /admin refuses strangers, members and lower roles", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client: member } = await join(place, { person: person.key });
  const [{ id } = { id: "" }] = await db.account.findMany({ take: 1 });
  const viewer = new PlainClient(stack.appUrl);
  const email = await invent(db, "viewer");
  await viewer.submit(await viewer.get("/admin/login"), "email", { email, password });
  const stranger = new PlainClient(stack.appUrl);

  const places = placesBelowAdmin(id);
  expect(places.length).toBeGreaterThan(15);
  const refused: [string, number][] = [];
  for (const { path, isPage, takesPost, isForHigher } of places) {
    const ask = async (client: PlainClient) =>
      isPage
        ? [await client.get(path), await payloadOf(client, path)]
        : [
            await client.get(path),
            ...(takesPost ? [await client.postForm(path, new URLSearchParams({ id }))] : []),
          ];
    const outsiders = doors.includes(path) || path === "/admin/log-out" ? [] : [stranger, member];
    for (const client of [...outsiders, ...(isForHigher ? [viewer] : [])]) {
      const answers = await ask(client);
      // A handler's GET leads to its page, which is asked itself, or is none.
      const asked = isPage
        ? answers
        : answers.filter(({ location, status }) => location === null && status !== 405);
      expect(asked, path).not.toEqual([]);
      for (const { status, text } of asked) {
        refused.push([path, status]);
        // A viewer may see the masked page that their refused form stood on.
        if (client !== viewer) expect(text, path).not.toMatch(/\d{3}-\*{4}-\d{4}|\*\*\*@/);
      }
    }
  }
  expect(refused.filter(([, status]) => status !== 403 && status !== 404)).toEqual([]);
  // Who may is let in by the same walk.
  expect((await viewer.get(`/admin/people/${id}`)).status).toBe(200);
});

/** The only ones that are nobody's: whoever is logged in is to be able to leave. */
const anybodys = ["/admin/login/submit", "/admin/log-out"];
const another = "form_of_another_administrator";

test("a form of a page that was drawn for another administrator does nothing, whichever it is", async ({
  page,
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  await join({ appUrl: stack.appUrl, sandbox, version }, { person: person.key });
  const [{ id } = { id: "" }] = await db.account.findMany({ take: 1 });
  const [first, second] = [await invent(db, "owner"), await invent(db, "owner")];
  const client = new PlainClient(stack.appUrl);
  await client.submit(await client.get("/admin/login"), "email", { email: second, password });
  const other = await db.administrator.findUniqueOrThrow({ where: { email: first } });
  const own = await db.administrator.findUniqueOrThrow({ where: { email: second } });
  const asked = new URLSearchParams({ id, act: "suspend", kind: "people" }).toString();
  const handlers = placesBelowAdmin(id).filter(
    ({ path, takesPost }) => takesPost && !anybodys.includes(path),
  );
  expect(handlers.length).toBeGreaterThan(15);
  const before = await db.auditEvent.count({ where: { actor: own.id } });
  for (const { path } of handlers) {
    for (const mark of [formOwnerMark(other.id), "", null]) {
      const fields = { id, act: "suspend", ...(mark === null ? {} : { [formOwnerField]: mark }) };
      const answer = path.startsWith("/admin/passkeys/")
        ? await client.postJson(path, passkeyBodies[path], {
            ...(mark === null ? {} : { [pageOwnerHeader]: mark }),
          })
        : await client.postForm(`${path}?${asked}`, new URLSearchParams(fields), {
            accept: "application/json",
          });
      expect([path, answer.status, answer.text.includes(`"${another}"`)]).toEqual([
        path,
        409,
        true,
      ]);
    }
  }
  expect(await db.auditEvent.count({ where: { actor: own.id } })).toBe(before);

  // And every form of every page says whose it is.
  const drawn = new Set<string>();
  for (const { path, isPage } of placesBelowAdmin(id)) {
    if (!isPage) continue;
    for (const query of ["", "?act=suspend"]) {
      const { text } = await client.get(`${path}${query}`);
      for (const [form] of text.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)) {
        const [, action = ""] = /action="(\/admin\/[^"?]*)/.exec(form) ?? [];
        if (action === "" || action === "/admin/login/submit") continue;
        drawn.add(action);
        expect(form, action).toContain(`name="${formOwnerField}" value="${formOwnerMark(own.id)}"`);
      }
    }
  }
  expect(drawn.size).toBeGreaterThan(10);

  // In a browser: the page of the one, the login of the other.
  await logIn(page, first);
  await expect(page).toHaveURL(/\/admin$/);
  await page.goto(`/admin/people/${id}?act=suspend`);
  await page.getByLabel("이유").first().selectOption("abuse");
  await page.getByLabel("메모").first().fill("사칭 신고");
  const [{ value = "" } = {}] = [...client.cookies]
    .filter(([name]) => name === "verified-signup-admin")
    .map(([, text]) => ({ value: text }));
  await page.context().addCookies([{ name: "verified-signup-admin", value, url: stack.appUrl }]);
  await page.getByRole("button", { name: "정지하기" }).click();
  await expect(page.getByText(ko.codes.form_of_another_administrator.title)).toBeVisible();
  await expect(page.getByText(second)).toBeVisible();
  expect((await db.account.findUniqueOrThrow({ where: { id } })).suspendedAt).toBeNull();
});

const authenticator = new Authenticator({ origin: "http://localhost", rpId: "localhost" });
const passkeyBodies: Record<string, object> = {
  "/admin/passkeys/begin": { purpose: "factor_confirm" },
  "/admin/passkeys/add": { answer: authenticator.make("c29tZXRoaW5n") },
  "/admin/passkeys/confirm": { answer: authenticator.use("c29tZXRoaW5n", "c29tZWJvZHk") },
};

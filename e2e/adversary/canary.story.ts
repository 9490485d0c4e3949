import { devices } from "@playwright/test";
import { startStack } from "../support/stack";
import {
  agreeToAll,
  decideInWindow,
  expect,
  SandboxControl,
  test,
  verifyInPopup,
} from "../support/story";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { z } from "zod";
import { maskEmail } from "@/lib/identity/masking";
import { Canary } from "./canary";
import { begin, password, record } from "../support/sign-up";

const email = "canary-bird-1@example.com";
const traits = { name: "홍카나리아", phone: "01000007777", birthday: "1987-07-17" };

test("nobody's data leaves the server but on the pages that show it", async ({
  page,
  browser,
  version,
}) => {
  test.setTimeout(180_000);
  const token = "metrics-token-of-a-story";
  const stack = await startStack({ version, settings: { METRICS_TOKEN: token } });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const person = await sandbox.invent(traits);
  const cast = await fetch(`${stack.sandboxUrl}/_sandbox/people`).then((answer) => answer.json());
  const { ci, di } = castSchema.parse(cast).find(({ key }) => key === person.key) ?? {};
  if (!ci || !di) throw new Error("The canary has no CI");
  const secrets = [...Object.values(traits), "19870717", "010-0000-7777", email, ci, di];
  const canary = new Canary(secrets);
  // One's own name and address, to oneself.
  const own: Record<string, string[]> = {
    "/signup/details": [traits.name, email],
    "/signup/complete": [traits.name, email],
    "/account": [traits.name],
    "/account/data": [traits.name],
    "/login": [email],
    // One field to an administrator who gave a reason; nothing else with it.
    "/admin/people/reveal": ["010-0000-7777"],
  };
  const mayShow = (path: string) => own[path] ?? [];
  const bodies = canary.watch(page, stack.appUrl, mayShow);
  await page.goto(stack.appUrl);

  // An error of PortOne that quotes the person, then the popup, a wrong password and the account.
  await sandbox.post("faults", {
    path: { v1: "/certifications/imp", v2: "/identity-verifications/" }[version],
    status: 500,
    times: 1_000,
    body: {
      message: `no ${traits.name} ${traits.phone} ${ci}`,
      type: "X",
      code: -1,
      response: null,
    },
  });
  await agreeToAll(page, stack.appUrl);
  await verifyInPopup(page, person.key);
  await expect(page.getByText("인증 기관이 응답하지 않아요")).toBeVisible();
  await fetch(`${stack.sandboxUrl}/_sandbox/faults`, { method: "DELETE" });
  await verifyInPopup(page, person.key).catch(() => undefined);
  await expect(page).toHaveURL(/\/signup\/details$/, { timeout: 20_000 });
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("short");
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page.getByText("8자보다 짧아요").first()).toBeVisible();
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "가입하기" }).click();
  await expect(page).toHaveURL(/\/signup\/complete$/);
  await page.goto(`${stack.appUrl}/account`);
  await expect(page.getByText(maskEmail(email))).toBeVisible();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await page.goto(`${stack.appUrl}/login`);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("wrong password");
  await page.getByRole("main").getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByText("이메일이나 비밀번호가 맞지 않아요")).toBeVisible();

  // By redirect on a phone: refused as already joined.
  const phone = await browser.newContext({ ...devices["Pixel 7"], locale: "ko-KR" });
  const mobile = await phone.newPage();
  bodies.push(...canary.watch(mobile, stack.appUrl, mayShow));
  await agreeToAll(mobile, stack.appUrl);
  await mobile.getByRole("button", { name: "본인인증하기" }).click();
  await decideInWindow(mobile, person.key);
  await expect(mobile).toHaveURL(/\/signup\/refused/);

  // An administrator sees them, masked.
  await page.goto(`${stack.appUrl}/admin/login`);
  await page.getByLabel("이메일").fill(sampleAdministrator.email);
  await page.getByLabel("비밀번호", { exact: true }).fill(sampleAdministrator.password);
  await page.getByRole("main").getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await page.goto(`${stack.appUrl}/admin/people`);
  await page.getByRole("link", { name: "홍***아" }).click();
  await expect(page.getByRole("heading", { name: "홍***아" })).toBeVisible();

  // Found by what only the caller says, which comes back in no answer; then one field, with a reason.
  await page.goto(`${stack.appUrl}/admin/people`);
  await page.getByRole("searchbox").fill(traits.name);
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("heading", { name: "홍***아" })).toBeVisible();
  const masked = page.url();
  await page.locator("summary", { hasText: "가린 값 보기" }).click();
  await page.getByLabel("볼 값").selectOption("phone");
  await page.getByLabel("이유").selectOption("asked_by_member");
  await page.getByLabel("메모").fill("번호를 되물어 확인함");
  await page.getByRole("button", { name: "보기", exact: true }).click();
  await expect(page.locator("[data-revealed=phone]")).toHaveText("010-0000-7777");
  await page.getByRole("link", { name: "지금 가리기" }).click();
  await expect(page).toHaveURL(masked);
  await expect(page.locator("[data-revealed]")).toHaveCount(0);
  // Every page of the administration, and what Next sends to its own script of each.
  for (const path of [
    "",
    "/people",
    new URL(masked).pathname.slice(6),
    "/attempts",
    "/audit",
    "/exports",
  ]) {
    for (const headers of [{}, { rsc: "1" }]) {
      const answer = await page.request.get(`${stack.appUrl}/admin${path}`, { headers });
      expect(answer.status(), path).toBe(200);
      canary.look(`/admin${path} ${JSON.stringify(headers)}`, await answer.text());
    }
  }
  const metrics = await fetch(`${stack.appUrl}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(metrics.status).toBe(200);
  canary.look("metrics", await metrics.text());

  // The member sees who looked and why, and leaves.
  await page.goto(`${stack.appUrl}/login`);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.goto(`${stack.appUrl}/account/data`);
  await expect(
    page.getByText("가린 값을 봄 · 휴대전화 · 관리자 · 회원의 문의").first(),
  ).toBeVisible();
  await page.goto(`${stack.appUrl}/account`);
  await page.getByRole("link", { name: "탈퇴하기" }).click();
  await page.getByRole("button", { name: "탈퇴하기" }).click();
  await expect(page).toHaveURL(/\/account\/left$/);

  // Malformed forms, then the database stops.
  const { client, attempt } = await begin(stack.appUrl);
  await client.postJson("/certifications", `{"imp_uid":"${traits.name} ${ci}`);
  const sent = await record(sandbox, version, attempt, { person: person.key });
  await stack.stopDatabase();
  await client.postJson("/certifications", sent);
  const login = await client.get("/login");
  await client.submit(login, "email", { email, password }).catch(() => undefined);

  await Promise.all(bodies);
  for (const cookie of [...(await page.context().cookies()), ...(await phone.cookies())]) {
    canary.look(`cookie ${cookie.name}`, `${cookie.value} ${decodeURIComponent(cookie.value)}`);
  }
  await phone.close();
  await page.goto("about:blank");
  canary.look("the server's output", stack.output());
  expect(canary.leaks).toEqual([]);
  expect(bodies.length).toBeGreaterThan(50);
  await stack.close();
});

const castSchema = z.array(
  z.object({ key: z.string(), ci: z.string().nullable(), di: z.string().nullable() }),
);

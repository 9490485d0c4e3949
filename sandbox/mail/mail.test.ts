import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, type SandboxCaller } from "../portone/call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox({ now: () => new Date("2026-11-25T20:30:00Z") });
});
afterEach(() => sandbox.close());

const caught = () => sandbox.control("mail", undefined, "GET");
const send = (changes: Record<string, unknown> = {}, url = sandbox.smtpUrl) =>
  createTransport({ url }).sendMail({
    from: "no-reply@example.com",
    to: "me@example.com",
    subject: "확인해 주세요",
    text: "여기: https://a.example/x?y=1&z=2",
    html: '<p>여기: <a href="https://a.example/x?y=1&#38;z=2">링크</a></p>',
    ...changes,
  });

describe("mail", () => {
  it("is caught and told newest first, by the sandbox's clock, with its links once each", async () => {
    expect(await caught()).toEqual([]);
    await send({ subject: "first" });
    await send({ to: ["a@example.com", "b@example.com"] });
    const mails = await caught();
    expect(mails).toEqual([
      expect.objectContaining({ to: "a@example.com, b@example.com", subject: "확인해 주세요" }),
      {
        to: "me@example.com",
        subject: "first",
        text: expect.stringContaining("여기: https://a.example/x?y=1&z=2"),
        html: expect.stringContaining("<p>여기:"),
        links: ["https://a.example/x?y=1&z=2"],
        at: "2026-11-25T20:30:00.000Z",
      },
    ]);
    await sandbox.control("mail", undefined, "DELETE");
    expect(await caught()).toEqual([]);
    await send();
    await sandbox.control("reset", {});
    expect(await caught()).toEqual([]);
  });

  it("takes any login but a wrong one", async () => {
    const withPassword = (password: string) => sandbox.smtpUrl.replace("//", `//user:${password}@`);
    await send({}, withPassword("right"));
    await expect(send({}, withPassword("wrong-one"))).rejects.toMatchObject({ code: "EAUTH" });
  });

  it.each([
    [{ status: 451 }, { responseCode: 451, command: "RCPT TO" }],
    [{ status: 550 }, { responseCode: 550, command: "RCPT TO" }],
    [{}, { responseCode: 451 }],
    [{ drop: true }, { responseCode: 421 }],
  ])("is refused by a fault at /smtp: %j", async (fault, error) => {
    await sandbox.control("faults", { path: "/smtp", ...fault });
    await sandbox.call("GET", "/");
    await expect(send()).rejects.toMatchObject(error);
    await send();
    expect(await caught()).toHaveLength(1);
  });

  it("is left alone by a fault of any HTTP path, and delays where it is told to", async () => {
    await sandbox.control("faults", { path: "/", status: 500 });
    await send();
    await sandbox.control("faults", { path: "/smtp", delayMs: 300 });
    const begun = performance.now();
    await send();
    expect(performance.now() - begun).toBeGreaterThan(290);
    expect(await caught()).toHaveLength(2);
  });

  it("is shown on a page in both languages, linked from the first one, and harms neither", async () => {
    const show = async (path: string) => (await sandbox.call("GET", path)).text;
    expect(await show("/?lang=ko")).toContain('<a href="/mail?lang=ko">잡은 메일 0통 보기</a>');
    expect(await show("/mail?lang=en")).toContain("none yet");
    await send({ subject: "<b>bold</b>", html: "<script>alert(1)</script>", text: "<i>it</i>" });
    const page = await show("/mail?lang=en");
    expect(page).toContain("Mail that was caught");
    expect(page).toContain("2026-11-26 05:30:00");
    expect(page).toContain("<h2>&lt;b&gt;bold&lt;/b&gt;</h2>");
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;i&gt;it&lt;/i&gt;");
    expect(page).toMatch(/<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(await show("/mail?lang=ko")).toContain("잡은 메일</h1>");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const foreign = { ...type, "sec-fetch-site": "cross-site" };
    expect((await sandbox.call("POST", "/mail", "action=clear", foreign)).status).toBe(403);
    expect(await caught()).toHaveLength(1);
    const answer = await sandbox.call("POST", "/mail?lang=en", "action=clear", type);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/mail?lang=en"]);
    expect(await caught()).toEqual([]);
  });
});

import { createTransport } from "nodemailer";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { messageOf } from "./message";

const content = { to: "me@example.com", subject: "[한빛] 확인", text: "글", html: "<p>글</p>" };
const sender = { name: "한빛", address: "no-reply@mail.example.com" };

async function written(changes: Partial<typeof content> = {}, from: Partial<typeof sender> = {}) {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const message = messageOf("abc123", { ...content, ...changes }, { ...sender, ...from });
  if (message === null) throw new Error("no message");
  const { message: raw, envelope } = await transport.sendMail(message);
  if (!Buffer.isBuffer(raw)) throw new Error("no buffer");
  const [head = ""] = raw.toString("utf8").split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]/g, " ").split("\r\n");
  const names = lines.map((line) => line.slice(0, line.indexOf(":")));
  return { parsed: await simpleParser(raw), names: names.sort(), lines, envelope };
}

const usual = ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID"];

describe("a message", () => {
  it("has the row's Message-ID, says that a machine sent it, and reads as it was written", async () => {
    const { parsed, names, lines, envelope } = await written();
    expect(lines).toContain("Message-ID: <abc123@mail.example.com>");
    expect(lines).toContain("Auto-Submitted: auto-generated");
    expect(names).toEqual([...usual, "Subject", "To"].sort());
    expect(parsed.subject).toBe(content.subject);
    expect(parsed.text?.trim()).toBe(content.text);
    expect(parsed.from?.value).toEqual([{ name: "한빛", address: sender.address }]);
    expect(envelope).toEqual({ from: sender.address, to: ["me@example.com"] });
  });

  it.each([
    "Hello\r\nBcc: all@example.com",
    "Hello\nTo: all@example.com\n\nbody",
    "Hello\rX-Header: 1",
    "Hello\u2028Reply-To: all@example.com",
    'Name" <all@example.com>, "',
    "all@example.com, other@example.com;",
    "=?utf-8?Q?=0D=0ABcc:_all@example.com?=",
    "\u202egpj.exe\u0000",
  ])("takes no header and no recipient from a subject or a name: %j", async (text) => {
    const { parsed, names, envelope } = await written({ subject: text }, { name: text });
    expect(names).toEqual([...usual, "Subject", "To"].sort());
    expect(parsed.from?.value.map(({ address }) => address)).toEqual([sender.address]);
    expect(parsed.subject).not.toMatch(/[\r\n\u0000\u202e]/);
    expect(envelope).toEqual({ from: sender.address, to: ["me@example.com"] });
  });

  it.each([
    "me@example.com\r\nBcc: all@example.com",
    "me@example.com, all@example.com",
    "me@example.com>\r\nRCPT TO:<all@example.com",
    "<all@example.com> me@example.com",
    "all@example.com;me@example.com",
    "",
  ])("goes to nobody where the address is not one address: %j", (to) => {
    expect(messageOf("abc123", { ...content, to }, sender)).toBeNull();
  });
});

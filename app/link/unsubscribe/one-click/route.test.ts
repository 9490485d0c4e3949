import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { actAs, contextWith, openMember } from "@/lib/accounts/sign-up.fixture";
import { decideAdvertising } from "@/lib/advertising/decide";
import { unsubscribeToken } from "@/lib/advertising/unsubscribe";
import { openDatabase } from "@/lib/db";
import { messageOf } from "@/lib/mail/message";
import { GET, POST } from "./route";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const context = () => contextWith(database, { kind: "unknown" });
vi.mock("@/lib/server/context", () => ({ context: () => context() }));
afterAll(() => database.$disconnect());

describe("a mail program's own button (RFC 8058)", () => {
  let id: string;
  let address: string;
  beforeEach(async () => {
    id = await openMember(database);
    await decideAdvertising(
      await actAs(database, id),
      { given: ["use", "email", "sms"], locale: "ko" },
      context(),
    );
    const token = unsubscribeToken(id, "email", context().sealKeys);
    address = `https://signup.example.com/link/unsubscribe/one-click?token=${token}`;
  });
  const press = (body: string, at = address) =>
    POST(
      new Request(at, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: "https://mail.example.net",
        },
        body,
      }),
    );
  const given = async () => {
    const where = { accountId: id, state: "given" } as const;
    const rows = await database.advertisingConsent.findMany({ where });
    return rows.map(({ subject }) => subject).sort();
  };
  const words = "List-Unsubscribe=One-Click";

  it("withdraws that way at once, without cookies and from another site, as often as it is pressed", async () => {
    for (let presses = 0; presses < 3; presses += 1) expect((await press(words)).status).toBe(200);
    expect(await given()).toEqual(["sms", "use"]);
    const kind = "advertising_decided";
    expect(await database.mail.count({ where: { accountId: id, kind } })).toBe(2);
    await database.account.delete({ where: { id } });
    expect((await press(words)).status).toBe(200);
  });

  it("does nothing for other words, a token that is none, or a look at the page", async () => {
    expect((await press("List-Unsubscribe=Two-Clicks")).status).toBe(400);
    expect((await press("")).status).toBe(400);
    expect((await press(words, address.slice(0, -4))).status).toBe(404);
    const look = GET(new Request(address));
    expect([look.status, look.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("/link/unsubscribe?token="),
    ]);
    expect(await given()).toEqual(["email", "sms", "use"]);
  });

  it("is offered by the headers of an advertisement, and of no other mail", () => {
    const mail = { to: "someone@example.com", subject: "", text: "", html: "" };
    const from = { name: "Example", address: "no-reply@example.com" };
    const { headers } = messageOf("x", { ...mail, unsubscribe: address }, from) ?? {};
    expect(headers).toMatchObject({
      "List-Unsubscribe": `<${address}>`,
      "List-Unsubscribe-Post": words,
    });
    expect(messageOf("x", mail, from)?.headers).not.toHaveProperty("List-Unsubscribe");
  });
});

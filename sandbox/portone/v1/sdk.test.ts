import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";
import { openShop, shopOrigin, type Popup, type Shop } from "../stand-in-browser";

const script = "/v1/iamport.js";
const cancelled = {
  success: false,
  error_code: "CANCEL",
  error_msg: expect.stringContaining("취소"),
};
let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const impSchema = z.object({
  init: z.custom<(code: string) => void>(),
  certification:
    z.custom<(options: object, answer: (result: Record<string, unknown>) => void) => void>(),
});

/** Calls IMP.certification; the callback's results go into the list. */
function certify(
  shop: Shop,
  options: object = {},
  user = "imp00000000",
): Record<string, unknown>[] {
  const IMP = impSchema.parse(shop.globals["IMP"]);
  const results: Record<string, unknown>[] = [];
  IMP.init(user);
  const parameters = { channelKey: "c", merchant_uid: "m-1", ...options };
  IMP.certification(parameters, (result) => void results.push(result));
  return results;
}

function lastPopup({ popups }: Shop): Popup {
  const popup = popups.at(-1);
  if (popup === undefined) throw new Error("No popup was opened");
  return popup;
}

describe("on a PC", () => {
  it("opens a popup within the call, even where none was asked for, and calls back", async () => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop, { popup: false, m_redirect_url: `${shopOrigin}/back` });
    expect(shop.left).toEqual([]);
    await shop.press(lastPopup(shop), { outcome: "verified" });
    expect(results).toEqual([
      {
        success: true,
        imp_uid: expect.stringMatching(/^imp_\d{12}$/),
        merchant_uid: "m-1",
        pg_provider: "danal",
        pg_type: "certification",
        error_code: null,
        error_msg: null,
      },
    ]);
    const { json } = await sandbox.v1("GET", `/certifications/${String(results[0]?.["imp_uid"])}`);
    expect(pick(json, "response.certified")).toBe(true);
    expect(pick(json, "response.origin")).toBe(`${shopOrigin}/join`);
  });

  it.each([
    ["cancelled", cancelled],
    ["under_age", cancelled],
    ["failed", { success: false, error_code: "9015", imp_uid: expect.any(String) }],
    ["unfinished", { success: true, imp_uid: expect.any(String) }],
  ])("calls back after %s", async (outcome, expected) => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop);
    await shop.press(lastPopup(shop), { outcome });
    expect(results).toEqual([expect.objectContaining(expected)]);
  });

  it("calls back without ids when the gateway fails so", async () => {
    await sandbox.control("switches", { failureIds: false });
    const shop = await openShop(sandbox, { script });
    const results = certify(shop);
    await shop.press(lastPopup(shop), { outcome: "failed" });
    expect(results[0]).toMatchObject({ success: false, error_code: "9010" });
    expect(results[0]).not.toHaveProperty("imp_uid");
  });

  it("never calls back after no_callback, though the person is verified", async () => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop);
    await shop.press(lastPopup(shop), { outcome: "no_callback" });
    await sleep(700);
    expect(results).toEqual([]);
  });

  it("treats a closed window as a cancel, with the ids received so far", async () => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop);
    const popup = lastPopup(shop);
    shop.say({
      origin: new URL(sandbox.url).origin,
      source: popup,
      data: {
        portone: "v1",
        call: new URL(popup.address).searchParams.get("call"),
        opened: "imp_1",
      },
    });
    popup.closed = true;
    await sleep(700);
    expect(results).toEqual([expect.objectContaining({ ...cancelled, imp_uid: "imp_1" })]);
  });

  it("ignores messages of another origin, window or call", async () => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop);
    const popup = lastPopup(shop);
    const origin = new URL(sandbox.url).origin;
    const call = new URL(popup.address).searchParams.get("call");
    const data = { portone: "v1", call, result: { success: true, imp_uid: "imp_forged" } };
    shop.say({ origin: "https://evil.example", source: popup, data });
    shop.say({ origin, source: {}, data });
    shop.say({ origin, source: popup, data: { ...data, call: "another" } });
    expect(results).toEqual([]);
    shop.say({ origin, source: popup, data });
    expect(results).toHaveLength(1);
  });

  it("refuses a minor where min_age asks for more, which looks like a cancel", async () => {
    const shop = await openShop(sandbox, { script });
    const results = certify(shop, { min_age: 19 });
    const screen = await shop.press(lastPopup(shop), { outcome: "verified", person: "minor" });
    expect(screen.text).toContain("인증할 수 없는 나이예요");
    expect(results).toEqual([]);
    await shop.press(lastPopup(shop), { outcome: "verified", person: "of-age-today" });
    expect(results).toEqual([expect.objectContaining({ success: true })]);
  });

  it("calls back at once, without ids, for carrier KT", async () => {
    const shop = await openShop(sandbox, { script });
    expect(certify(shop, { carrier: "KT" })).toEqual([
      expect.not.objectContaining({ imp_uid: expect.anything() }),
    ]);
    expect(certify(shop, { carrier: "KTF" })).toEqual([]);
    expect(shop.popups).toHaveLength(1);
  });

  it("alerts when the popup is blocked, and goes on by redirect if it has an address", async () => {
    const shop = await openShop(sandbox, { script, popups: false });
    expect(certify(shop)).toEqual([]);
    expect(shop.alerts).toEqual([expect.stringContaining("팝업")]);
    certify(shop, { m_redirect_url: `${shopOrigin}/back` });
    expect(shop.left).toEqual([expect.stringContaining("mode=redirect")]);
    await sandbox.control("switches", { blockedPopupRedirects: false });
    const strict = await openShop(sandbox, { script, popups: false });
    certify(strict, { m_redirect_url: `${shopOrigin}/back` });
    expect(strict).toMatchObject({ left: [], alerts: [expect.stringContaining("팝업")] });
  });
});

describe("on a phone", () => {
  it("leaves by redirect and comes back with PortOne's query", async () => {
    const shop = await openShop(sandbox, { script, mobile: true });
    expect(certify(shop, { m_redirect_url: `${shopOrigin}/back?own=1` })).toEqual([]);
    const [address = ""] = shop.left;
    const answer = await shop.press(address, { outcome: "verified" });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get("location") ?? "");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      own: "1",
      imp_uid: expect.stringMatching(/^imp_\d{12}$/),
      merchant_uid: "m-1",
      success: "true",
    });
  });

  it("needs m_redirect_url, or popup: true, which calls back", async () => {
    const shop = await openShop(sandbox, { script, mobile: true });
    expect(certify(shop)).toEqual([expect.objectContaining({ success: false })]);
    const results = certify(shop, { popup: true });
    await shop.press(lastPopup(shop), { outcome: "verified" });
    expect(results).toEqual([expect.objectContaining({ success: true })]);
  });
});

describe("an early error", () => {
  const early = {
    success: false,
    error_code: "9010",
    error_msg: expect.any(String),
    pg_type: "certification",
  };

  it.each([
    [{ channelKey: "channel-key-wrong" }, {}],
    [{ pg: "wrong" }, {}],
    [{ channelKey: "channel-key-wrong", m_redirect_url: `${shopOrigin}/back` }, { mobile: true }],
  ])("of %j comes at once, without ids and without a window", async (options, device) => {
    const shop = await openShop(sandbox, { script, ...device });
    expect(certify(shop, options)).toEqual([early]);
    expect([shop.popups, shop.left]).toEqual([[], []]);
    expect(await sandbox.control("requests", undefined, "GET")).not.toContainEqual(
      expect.objectContaining({ path: "/window" }),
    );
  });

  it("comes of every call by a switch", async () => {
    await sandbox.control("switches", { earlyError: true });
    const shop = await openShop(sandbox, { script });
    expect(certify(shop)).toEqual([early]);
    expect(shop.popups).toEqual([]);
    await sandbox.control("switches", undefined, "DELETE");
    expect(certify(await openShop(sandbox, { script }))).toEqual([]);
  });

  it("comes of a merchant that is wrong", async () => {
    const shop = await openShop(sandbox, { script });
    expect(certify(shop, {}, "imp-wrong")).toEqual([early]);
  });
});

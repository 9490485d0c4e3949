import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";
import { openShop, requestIn, shownPopup } from "../stand-in-browser";

const script = "/v2/browser-sdk.js";
const id = "idv00000001";
let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

async function answerTo(outcome: string, options: object = {}): Promise<unknown> {
  const shop = await openShop(sandbox, { script });
  const answer = requestIn(shop, options);
  await shop.press(await shownPopup(shop), { outcome });
  return answer;
}

describe("after the window has opened", () => {
  it("resolves with the ids, and success is the absence of a code", async () => {
    expect(await answerTo("verified")).toEqual({
      transactionType: "IDENTITY_VERIFICATION",
      identityVerificationId: id,
      identityVerificationTxId: expect.stringMatching(/^sandbox-tx-/),
    });
    const { json } = await sandbox.v2("GET", `/identity-verifications/${id}`);
    expect(pick(json, "status")).toBe("VERIFIED");
  });

  it.each(["cancelled", "under_age"])("resolves %s with a code and 취소", async (outcome) => {
    expect(await answerTo(outcome)).toMatchObject({
      code: expect.any(String),
      message: expect.stringContaining("취소"),
    });
  });

  it("resolves a failure with the gateway's words", async () => {
    const answer = { code: "PG_PROVIDER_ERROR", pgCode: "9015", pgMessage: expect.any(String) };
    expect(await answerTo("failed")).toMatchObject(answer);
  });

  it("asks for the state when the popup was closed by hand", async () => {
    const shop = await openShop(sandbox, { script });
    const cancelled = requestIn(shop);
    (await shownPopup(shop)).closed = true;
    expect(await cancelled).toMatchObject({ message: expect.stringContaining("취소") });

    const verified = requestIn(shop);
    const popup = await shownPopup(shop);
    await sandbox.control("identity-verifications", {
      person: "adult",
      identityVerificationId: id,
    });
    popup.closed = true;
    expect(await verified).not.toHaveProperty("code");
  });

  it("never settles after no_callback", async () => {
    const settled = answerTo("no_callback").then(() => "settled");
    expect(await Promise.race([settled, sleep(900, "waiting")])).toBe("waiting");
  });

  it("tries one id many times, each with its own number, until it has succeeded", async () => {
    const failed = await answerTo("failed");
    const verified = await answerTo("verified");
    const number = "identityVerificationTxId";
    expect(pick(failed, number)).not.toBe(pick(verified, number));
    const shop = await openShop(sandbox, { script });
    await expect(requestIn(shop)).rejects.toMatchObject({
      code: "IdentityVerificationAlreadyVerified",
    });
    expect(shop.popups[0]?.closed).toBe(true);
  });

  it("refuses a second window of the same id as too late", async () => {
    const shop = await openShop(sandbox, { script });
    const answer = requestIn(shop);
    const popup = await shownPopup(shop);
    await sandbox.control("identity-verifications", {
      person: "adult",
      identityVerificationId: id,
    });
    await shop.press(popup, { outcome: "verified" });
    expect(await answer).toMatchObject({ code: "IdentityVerificationAlreadyVerified" });
  });
});

describe("before the window opens", () => {
  it.each([
    ["BadRequest", { storeId: undefined }],
    ["BadRequest", { identityVerificationId: "" }],
    ["BadRequest", { windowType: { pc: "REDIRECTION" } }],
    ["InvalidArgument", { windowType: { pc: "IFRAME" } }],
    [
      "InvalidArgument",
      { channelKey: "channel-key-kcp-v2", identityVerificationId: "with-hyphen" },
    ],
    ["StoreNotFound", { storeId: "store-wrong" }],
    ["ChannelNotFound", { channelKey: "channel-key-wrong" }],
  ])("rejects as %s for %j, with PortOne's brand", async (code, options) => {
    const shop = await openShop(sandbox, { script });
    await expect(requestIn(shop, options)).rejects.toMatchObject({
      code,
      __portOneErrorType: "IdentityVerificationError",
      message: expect.any(String),
    });
  });

  it("rejects when the popup is blocked or PortOne cannot be reached", async () => {
    const blocked = await openShop(sandbox, { script, popups: false });
    await expect(requestIn(blocked)).rejects.toMatchObject({ code: "PopupBlocked" });
    const shop = await openShop(sandbox, { script });
    await sandbox.control("faults", { path: "/v2/prepare", drop: true });
    await expect(requestIn(shop)).rejects.toMatchObject({ code: "UnknownError" });
  });

  it("has made the record already: READY, with what the merchant said", async () => {
    const shop = await openShop(sandbox, { script });
    void requestIn(shop, {
      customer: { cookieName: "홍길동" },
      customData: '{"purpose":"signup"}',
    });
    await shownPopup(shop);
    expect((await sandbox.v2("GET", `/identity-verifications/${id}`)).json).toMatchObject({
      status: "READY",
      requestedCustomer: { name: "홍길동" },
      customData: '{"purpose":"signup"}',
      channel: { key: "channel-key-invented", type: "LIVE" },
    });
  });
});

it("takes Kakao for the agency of KG이니시스 where the merchant asks for it", async () => {
  const bypass = { inicisUnified: { directAgency: "KAKAO" } };
  await answerTo("verified", { channelKey: "channel-key-inicis-unified", bypass });
  const { json } = await sandbox.v2("GET", `/identity-verifications/${id}`);
  expect(pick(json, "channel.pgProvider")).toBe("INICIS_UNIFIED");
  expect(pick(json, "verifiedCustomer")).not.toHaveProperty("ci");
});

it("refuses a minor where AGELIMIT asks for more", async () => {
  const shop = await openShop(sandbox, { script });
  const answer = requestIn(shop, { bypass: { danal: { AGELIMIT: 19 } } });
  const popup = await shownPopup(shop);
  const screen = await shop.press(popup, { outcome: "verified", person: "minor" });
  expect(screen.text).toContain("인증할 수 없는 나이예요");
  await shop.press(popup, { outcome: "under_age", person: "minor" });
  expect(await answer).toMatchObject({ message: expect.stringContaining("취소") });
});

it("rejects every call before its window shows anything, by a switch", async () => {
  await sandbox.control("switches", { earlyError: true });
  const shop = await openShop(sandbox, { script });
  await expect(requestIn(shop)).rejects.toMatchObject({
    code: "ChannelNotFound",
    __portOneErrorType: "IdentityVerificationError",
  });
  expect(shop.popups.map(({ closed, address }) => [closed, address])).toEqual([
    [true, "about:blank"],
  ]);
  const { status } = await sandbox.v2("GET", `/identity-verifications/${id}`);
  expect(status).toBe(404);
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const add = (options: object) =>
  sandbox.control("identity-verifications", {
    person: "adult",
    identityVerificationId: "idv1",
    ...options,
  });
const get = (path = "idv1") => sandbox.v2("GET", `/identity-verifications/${path}`);

describe("a verified record", () => {
  it("has every field of V2", async () => {
    await add({ verifiedAt: "2026-01-01T09:00:00+09:00", customData: "own" });
    expect((await get()).json).toEqual({
      status: "VERIFIED",
      id: "idv1",
      channel: {
        type: "LIVE",
        id: expect.any(String),
        key: "channel-key-00000000-0000-4000-8000-000000000000",
        name: "sandbox",
        pgProvider: "DANAL",
        pgMerchantId: "SANDBOXMID",
      },
      verifiedCustomer: {
        name: "홍길동",
        birthDate: "1990-01-01",
        gender: "MALE",
        isForeigner: false,
        phoneNumber: "01000000001",
        operator: "SKT",
        ci: expect.stringMatching(/^.{86}==$/),
        di: expect.stringMatching(/^.{64}$/),
      },
      customData: "own",
      requestedAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-01T00:00:00.000Z",
      statusChangedAt: "2026-01-01T00:00:00.000Z",
      verifiedAt: "2026-01-01T00:00:00.000Z",
      pgTxId: expect.stringMatching(/^20260101090000/),
      pgRawResponse: "{}",
      version: "V2",
    });
  });

  it.each([
    ["danal_without_phone", ["phoneNumber", "operator", "isForeigner"], "DANAL"],
    ["inicis_unified", ["operator", "di"], "INICIS_UNIFIED"],
    ["kakao", ["operator", "di", "ci"], "INICIS_UNIFIED"],
    ["kcp_v2", [], "KCP_V2"],
  ])("through %s leaves out %j, absent and not null", async (provider, absent, pgProvider) => {
    await add({ provider });
    const { json } = await get();
    const told = Object.keys(Object.assign({}, pick(json, "verifiedCustomer")));
    const all = "name birthDate gender isForeigner phoneNumber operator ci di".split(" ");
    expect(told).toEqual(all.filter((field) => !absent.includes(field)));
    expect(pick(json, "channel.pgProvider")).toBe(pgProvider);
  });

  it("calls LG U+ LGU, and shows a test channel and other keys if set", async () => {
    const phone = { phone: "01000007777", carrier: "LGT_MVNO" };
    await sandbox.control("people", { key: "p", name: "엘지유", birthday: "1990-05-05", ...phone });
    await add({
      person: "p",
      channelType: "TEST",
      channelKey: "other-key",
      storeId: "store-other",
    });
    const { json } = await get();
    expect(pick(json, "verifiedCustomer.operator")).toBe("LGU_MVNO");
    expect(pick(json, "channel")).toMatchObject({ type: "TEST", key: "other-key" });
  });
});

it("says what failed, and READY of what has not ended", async () => {
  await add({ outcome: "failed" });
  expect((await get()).json).toMatchObject({
    status: "FAILED",
    requestedCustomer: {},
    failure: { reason: expect.any(String), pgCode: "9015", pgMessage: expect.any(String) },
  });
  await add({ identityVerificationId: "idv2", outcome: "cancelled" });
  expect((await get("idv2")).json).toMatchObject({ status: "READY", requestedCustomer: {} });
  await sandbox.control("switches", { cancelFails: true });
  await add({ identityVerificationId: "idv3", outcome: "cancelled" });
  expect((await get("idv3")).json).toMatchObject({
    status: "FAILED",
    failure: { reason: expect.stringContaining("취소") },
  });
});

it.each(["cancelled", "failed", "unfinished", "under_age"])(
  "leaves out unverified data of a record that ended as %s, also after replacing it",
  async (outcome) => {
    await add({});
    await add({ outcome });
    const told = (await get()).json;
    const keys = Object.keys(told ?? {});
    for (const proved of ["verifiedCustomer", "verifiedAt", "pgRawResponse", "pgTxId"]) {
      expect(keys).not.toContain(proved);
    }
    expect(keys).toContain("requestedCustomer");
    expect(keys.includes("failure")).toBe(outcome === "failed");
    expect(JSON.stringify(told)).not.toContain("null");
  },
);

it("answers 404 in JSON to an unknown id, another merchant's and another store's", async () => {
  await add({ identityVerificationId: "foreign", foreign: true });
  await add({ storeId: "store-other" });
  for (const path of ["unknown", "foreign", "idv1?storeId=store-mine"]) {
    const answer = await get(path);
    expect([answer.status, pick(answer.json, "type")]).toEqual([
      404,
      "IDENTITY_VERIFICATION_NOT_FOUND",
    ]);
  }
  expect((await get("idv1?storeId=store-other")).status).toBe(200);
  expect((await get("idv1?")).status).toBe(200);
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "./call-sandbox";

let time = Date.UTC(2026, 0, 1);
let sandbox: SandboxCaller;
beforeEach(async () => {
  time = Date.UTC(2026, 0, 1);
  sandbox = await callSandbox({ now: () => new Date(time) });
});
afterEach(() => sandbox.close());

const add = (wish: object) =>
  sandbox.control("identity-verifications", {
    person: "adult",
    identityVerificationId: "idv1",
    ...wish,
  });
const get = (path = "idv1") => sandbox.v2("GET", `/identity-verifications/${path}`);

describe("a verified record", () => {
  it("tells everything, in V2's words", async () => {
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

  it("calls LG U+ LGU, and knows a test channel and other keys when told", async () => {
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

describe("keys", () => {
  const path = "/identity-verifications/unknown";
  const statusWith = async (authorization: string) =>
    (await sandbox.call("GET", path, undefined, { authorization })).status;
  const logIn = async (apiSecret = "any-secret") =>
    (await sandbox.call("POST", "/login/api-secret", { apiSecret })).json;
  const refresh = (refreshToken: unknown) =>
    sandbox.call("POST", "/token/refresh", { refreshToken });

  it("may be any API secret, but none that contains `wrong`", async () => {
    expect(await statusWith("PortOne any-secret")).toBe(404);
    for (const header of ["PortOne so-wrong", "PortOne ", "Bearer any", "Basic eA==", ""]) {
      expect(await statusWith(header)).toBe(401);
    }
    const answer = await sandbox.call("POST", "/login/api-secret", { apiSecret: "wrong" });
    expect([answer.status, pick(answer.json, "type")]).toEqual([401, "UNAUTHORIZED"]);
    expect((await sandbox.call("POST", "/login/api-secret", "{")).status).toBe(400);
  });

  it("are exchanged for a token of thirty minutes", async () => {
    const { accessToken } = Object.assign({ accessToken: "" }, await logIn());
    expect(await statusWith(`Bearer ${accessToken}`)).toBe(404);
    time += 30 * 60_000;
    expect(await statusWith(`Bearer ${accessToken}`)).toBe(401);
  });

  it("are renewed for a day; an older refresh token dies with each use", async () => {
    const first = pick(await logIn(), "refreshToken");
    await logIn("another-secret");
    const second = await refresh(first);
    expect(second.status).toBe(200);
    expect((await refresh(first)).status).toBe(401);
    time += 24 * 3_600_000;
    expect((await refresh(pick(second.json, "refreshToken"))).status).toBe(401);
    expect((await refresh(7)).status).toBe(400);
  });
});

describe("the list", () => {
  const ids = async (wish: object, inBody = false) => {
    const query = new URLSearchParams({ requestBody: JSON.stringify(wish) }).toString();
    const { json } = await sandbox.v2("GET", `/identity-verifications${inBody ? "" : `?${query}`}`);
    const items = pick(json, "items");
    return Array.isArray(items) ? items.map((item: unknown) => pick(item, "id")) : json;
  };
  beforeEach(async () => {
    await add({ identityVerificationId: "a" });
    time += 60_000;
    await add({ identityVerificationId: "b", outcome: "failed", channelType: "TEST" });
    time += 60_000;
    await add({ identityVerificationId: "c", person: "second-adult", storeId: "store-other" });
  });

  it("is newest first, ten a page, and says how many there are", async () => {
    expect(await ids({})).toEqual(["c", "b", "a"]);
    expect(await ids({}, true)).toEqual(["c", "b", "a"]);
    const wish = JSON.stringify({ page: { number: 1, size: 2 }, sort: { order: "ASC" } });
    const { json } = await sandbox.v2("GET", `/identity-verifications?requestBody=${wish}`);
    expect(json).toMatchObject({
      items: [{ id: "c" }],
      page: { number: 1, size: 2, totalCount: 3 },
    });
  });

  it.each([
    [["a"], { customer: { name: "홍길동" } }],
    [["c"], { customer: { birthYear: "1985", gender: "FEMALE" } }],
    [["c", "b"], { from: "2026-01-01T00:00:30Z" }],
    [["a"], { until: "2026-01-01T00:00:30Z" }],
    [["b"], { isTest: true }],
    [["b"], { statuses: ["FAILED"] }],
    [["b"], { timeRangeField: "FAILED_AT" }],
    [["c"], { storeId: "store-other" }],
    [["a"], { identityVerificationId: "a" }],
    [[], { identityVerificationTxId: "unknown" }],
    [["c", "b", "a"], { pgProviders: ["DANAL"], pgCompanies: ["DANAL"], version: "V2" }],
    [[], { pgProviders: ["KCP_V2"] }],
    [["c", "a"], { carriers: ["SKT"] }],
  ])("finds %j by %j", async (found, filter) => {
    expect(await ids({ filter })).toEqual(found);
  });

  it("shows V1's records too, under their imp_uid", async () => {
    const made = await sandbox.control("certifications", { person: "adult", merchant_uid: "m" });
    expect(await ids({ filter: { version: "V1" } })).toEqual([pick(made, "imp_uid")]);
  });

  it("answers 400 to what it does not understand", async () => {
    for (const wish of ["{", "[]", '{"page":{"size":0}}', '{"filter":{"from":"yesterday"}}']) {
      const query = new URLSearchParams({ requestBody: wish }).toString();
      const answer = await sandbox.v2("GET", `/identity-verifications?${query}`);
      expect([answer.status, pick(answer.json, "type")]).toEqual([400, "INVALID_REQUEST"]);
    }
  });
});

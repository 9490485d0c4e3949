import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const hong = {
  name: "홍길동",
  phone: "010-0000-0001",
  birth: "900101",
  gender_digit: "1",
  carrier: "SKT",
  channel_key: "channel-key-invented",
};
const request = (changes: object = {}) =>
  sandbox.v1("POST", "/certifications/otp/request", { ...hong, ...changes });
const confirm = (id: unknown, body: object) =>
  sandbox.v1("POST", `/certifications/otp/confirm/${String(id)}`, body);

it("verifies by a one-time code, once", async () => {
  const id = pick((await request({ merchant_uid: "m-7" })).json, "response.imp_uid");
  expect((await sandbox.v1("GET", `/certifications/${String(id)}`)).json).toMatchObject({
    response: { certified: false, merchant_uid: "m-7" },
  });
  expect((await confirm(id, {})).status).toBe(400);
  expect((await confirm(id, { otp: "111111" })).status).toBe(500);
  const verified = await confirm(id, { otp: "000000" });
  expect(verified.json).toMatchObject({ code: 0, response: { certified: true, name: "홍길동" } });
  expect((await confirm(id, { otp: "000000" })).status).toBe(400);
});

it.each([
  [400, { name: "아무도" }],
  [400, { birth: "900102" }],
  [400, { gender_digit: "2" }],
  [400, { carrier: "KT" }],
  [400, { birth: "1990-01-01" }],
  [400, { carrier: "LGU" }],
  [400, { phone: undefined }],
  [400, { channel_key: undefined }],
  [400, { channel_key: "channel-key-inicis-unified" }],
  [200, { channel_key: undefined, channelKey: "written-so-in-one-guide" }],
  [200, { channel_key: undefined, pg: "danal.INVENTED" }],
  [200, { phone: "01000000001", gender_digit: 1, birth: 900101 }],
])("answers %i to a request with %j", async (status, changes) => {
  expect((await request(changes)).status).toBe(status);
});

it("needs no code where the person confirms in KCP's app", async () => {
  const options = { channel_key: "channel-key-kcp-v2", verification_method: "APP" };
  const id = pick((await request(options)).json, "response.imp_uid");
  expect((await confirm(id, {})).json).toMatchObject({ response: { pg_provider: "kcp_v2" } });
});

it("answers 404 to a code for an id that nobody asked for, and 401 without a token", async () => {
  expect((await confirm("imp_000000000000", { otp: "000000" })).status).toBe(404);
  const answer = await sandbox.call("POST", "/certifications/otp/request", hong);
  expect([answer.status, pick(answer.json, "code")]).toEqual([401, -1]);
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const customer = {
  name: "홍길동",
  phoneNumber: "01000000001",
  identityNumber: "9001011",
  ipAddress: "192.0.2.1",
};
const options = { channelKey: "channel-key-invented", operator: "SKT", method: "SMS", customer };
async function step(name: string, body: unknown, id = "idv1") {
  const answer = await sandbox.v2("POST", `/identity-verifications/${id}/${name}`, body);
  return [answer.status, pick(answer.json, "type") ?? answer.json];
}

it("sends, resends and confirms, once", async () => {
  expect(await step("resend", {})).toEqual([404, "IDENTITY_VERIFICATION_NOT_FOUND"]);
  expect(await step("confirm", {})).toEqual([404, "IDENTITY_VERIFICATION_NOT_FOUND"]);
  expect(await step("send", options)).toEqual([200, {}]);
  expect(await step("send", options)).toEqual([409, "IDENTITY_VERIFICATION_ALREADY_SENT"]);
  expect(await step("resend", {})).toEqual([200, {}]);
  expect(await step("confirm", {})).toEqual([400, "INVALID_REQUEST"]);
  expect(await step("confirm", { otp: "123456" })).toEqual([502, "PG_PROVIDER"]);
  expect(await step("confirm", { otp: "000000" })).toEqual([
    200,
    {
      identityVerification: expect.objectContaining({
        status: "VERIFIED",
        id: "idv1",
        verifiedCustomer: expect.objectContaining({ name: "홍길동" }),
      }),
    },
  ]);
  for (const name of ["send", "confirm", "resend"]) {
    const body = name === "send" ? options : { otp: "000000" };
    expect(await step(name, body)).toEqual([409, "IDENTITY_VERIFICATION_ALREADY_VERIFIED"]);
  }
});

it("says NOT_SENT of a record that a window has made", async () => {
  await sandbox.control("identity-verifications", {
    person: "adult",
    identityVerificationId: "idv1",
    outcome: "unfinished",
  });
  expect(await step("confirm", {})).toEqual([404, "IDENTITY_VERIFICATION_NOT_SENT"]);
  expect(await step("resend", {})).toEqual([404, "IDENTITY_VERIFICATION_NOT_SENT"]);
});

it.each([
  [400, "INVALID_REQUEST", { customer: { ...customer, identityNumber: undefined } }],
  [400, "INVALID_REQUEST", { operator: "LGT" }],
  [400, "INVALID_REQUEST", { channelKey: "channel-key-kakao" }],
  [404, "CHANNEL_NOT_FOUND", { channelKey: "channel-key-wrong" }],
  [502, "PG_PROVIDER", { customer: { ...customer, name: "아무도" } }],
  [502, "PG_PROVIDER", { customer: { ...customer, identityNumber: "9001021" } }],
  [502, "PG_PROVIDER", { operator: "KT" }],
])("answers %i %s to %j", async (status, type, changes) => {
  expect(await step("send", { ...options, ...changes })).toEqual([status, type]);
});

it("needs no code by app", async () => {
  await step("send", { ...options, method: "APP" });
  expect(await step("confirm", {})).toEqual([200, expect.anything()]);
});

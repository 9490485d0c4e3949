import {
  ConfirmIdentityVerificationError,
  GetIdentityVerificationError,
  GetIdentityVerificationsError,
  IdentityVerificationClient,
  ResendIdentityVerificationError,
  SendIdentityVerificationError,
} from "@portone/server-sdk/identityVerification";
import { AuthClient, LoginViaApiSecretError, RefreshTokenError } from "@portone/server-sdk/auth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callSandbox, type SandboxCaller } from "./call-sandbox";

/** Every call on identity verifications of the published V2 client, `@portone/server-sdk`. */
let sandbox: SandboxCaller;
beforeAll(async () => {
  sandbox = await callSandbox();
});
afterAll(() => sandbox.close());

const client = (secret = "any-secret") =>
  IdentityVerificationClient({ secret, baseUrl: sandbox.url });
const identityVerificationId = "idv00000001";
const sending = {
  identityVerificationId,
  channelKey: "channel-key-invented",
  customer: {
    name: "홍길동",
    phoneNumber: "01000000001",
    identityNumber: "9001011",
    ipAddress: "192.0.2.1",
  },
  operator: "SKT",
  method: "SMS",
} as const;

it("sends, resends, confirms, gets and lists", async () => {
  await expect(client().sendIdentityVerification(sending)).resolves.toEqual({});
  await expect(client().resendIdentityVerification({ identityVerificationId })).resolves.toEqual(
    {},
  );
  const { identityVerification } = await client().confirmIdentityVerification({
    identityVerificationId,
    otp: "000000",
  });
  expect(identityVerification).toMatchObject({ status: "VERIFIED", id: identityVerificationId });
  const got = await client().getIdentityVerification({ identityVerificationId });
  expect(got).toEqual(identityVerification);
  const { items, page } = await client().getIdentityVerifications({
    page: { number: 0, size: 5 },
    sort: { by: "VERIFIED_AT", order: "DESC" },
    filter: { statuses: ["VERIFIED"], customer: { name: "홍길동" } },
  });
  expect(items).toEqual([got]);
  expect(page).toEqual({ number: 0, size: 5, totalCount: 1 });
  await expect(client().getIdentityVerifications()).resolves.toMatchObject({ items: [got] });
});

describe("its errors carry PortOne's types", () => {
  const unknown = { identityVerificationId: "unknown" };
  const notFound = "IDENTITY_VERIFICATION_NOT_FOUND";

  it.each([
    {
      call: () => client().getIdentityVerification(unknown),
      kind: GetIdentityVerificationError,
      type: notFound,
    },
    {
      call: () => client().resendIdentityVerification(unknown),
      kind: ResendIdentityVerificationError,
      type: notFound,
    },
    {
      call: () => client().confirmIdentityVerification({ ...unknown, otp: "000000" }),
      kind: ConfirmIdentityVerificationError,
      type: notFound,
    },
    {
      call: () => client().sendIdentityVerification({ ...sending, channelKey: "wrong" }),
      kind: SendIdentityVerificationError,
      type: "CHANNEL_NOT_FOUND",
    },
    {
      call: () => client("wrong").getIdentityVerifications(),
      kind: GetIdentityVerificationsError,
      type: "UNAUTHORIZED",
    },
  ])("$kind.name, $type", async ({ call, kind, type }) => {
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ data: { type } });
  });
});

describe("its logins", () => {
  const auth = () => AuthClient({ secret: "any-secret", baseUrl: sandbox.url });

  it("log in and refresh", async () => {
    const { refreshToken } = await auth().loginViaApiSecret({ apiSecret: "any-secret" });
    const renewed = await auth().refreshToken({ refreshToken });
    const headers = { authorization: `Bearer ${renewed.accessToken}` };
    const path = `/identity-verifications/${identityVerificationId}`;
    expect((await sandbox.call("GET", path, undefined, headers)).status).toBe(200);
    await expect(auth().refreshToken({ refreshToken })).rejects.toBeInstanceOf(RefreshTokenError);
  });

  it("are refused for wrong secrets", async () => {
    const answer = auth().loginViaApiSecret({ apiSecret: "wrong" });
    await expect(answer).rejects.toBeInstanceOf(LoginViaApiSecretError);
  });
});

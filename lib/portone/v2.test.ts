import {
  IdentityVerificationClient,
  type FailedIdentityVerification,
  type ReadyIdentityVerification,
  type VerifiedIdentityVerification,
} from "@portone/server-sdk/identityVerification";
import { afterEach, describe, expect, it } from "vitest";
import { json, startStandIn, type Reply, type StandIn } from "./stand-in.fixture";
import { fetchIdentityVerification } from "./v2";

const id = "attempt0001";
const path = `/identity-verifications/${id}`;
const channelKey = "channel-key-ours";
let portone: StandIn | undefined;
afterEach(() => portone?.close());

async function ask(replies: readonly Reply[], { demandLive = false, deadlineMs = 3_000 } = {}) {
  portone = await startStandIn({ [path]: replies });
  const settings = { apiUrl: portone.url, apiSecret: "secret", storeId: "store-ours", channelKey };
  return fetchIdentityVerification(id, { ...settings, demandLive, deadlineMs });
}

const channel = {
  type: "LIVE",
  key: channelKey,
  pgProvider: "INICIS_UNIFIED",
  pgMerchantId: "INVENTEDMID",
};
const verifiedCustomer = {
  name: "홍길동",
  phoneNumber: "01000000001",
  operator: "LGU",
  birthDate: "1990-01-01",
  gender: "FEMALE",
  isForeigner: false,
  ci: "INVENTED-CI==",
  di: "INVENTED-DI",
};
/** As the published client says that PortOne answers. */
const record: VerifiedIdentityVerification = {
  status: "VERIFIED",
  id,
  channel,
  verifiedCustomer,
  requestedAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:01:00Z",
  statusChangedAt: "2026-01-01T00:01:00Z",
  verifiedAt: "2026-01-01T00:01:00Z",
  pgTxId: "INVENTED-TX",
  pgRawResponse: "{}",
  version: "V2",
};
const begun = {
  id,
  requestedCustomer: {},
  requestedAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:01:00Z",
  statusChangedAt: "2026-01-01T00:01:00Z",
  version: "V2",
} as const;
const person = {
  name: "홍길동",
  birthDate: "1990-01-01",
  gender: "female",
  phone: "01000000001",
  carrier: "LGU",
  isForeigner: false,
  ci: "INVENTED-CI==",
  di: "INVENTED-DI",
};

async function personOf(customer: Record<string, unknown>) {
  const fetched = await ask([json({ ...record, verifiedCustomer: customer })]);
  return fetched.kind === "verified" ? fetched.verification.person : fetched;
}

describe("an identity verification of PortOne V2", () => {
  it("becomes a verified person, asked for with our secret and our store", async () => {
    expect(await ask([json(record)])).toEqual({
      kind: "verified",
      verification: {
        attemptId: id,
        provider: "inicis_unified",
        verifiedAt: new Date("2026-01-01T00:01:00Z"),
        person,
      },
    });
    expect(portone?.calls.map(({ url, authorization }) => [url, authorization])).toEqual([
      [`${path}?storeId=store-ours`, "PortOne secret"],
    ]);
  });

  it("is asked for as the published client asks", async () => {
    await ask([json(record)]);
    const baseUrl = portone?.url ?? "";
    const client = IdentityVerificationClient({ secret: "secret", baseUrl });
    const identityVerificationId = id;
    const storeId = "store-ours";
    await client.getIdentityVerification({ identityVerificationId, storeId });
    const [ours, theirs] = portone?.calls ?? [];
    expect(ours).toEqual({ ...theirs, userAgent: "verified-signup" });
  });

  it.each<[string, ReadyIdentityVerification | FailedIdentityVerification]>([
    ["unfinished", { ...begun, status: "READY" }],
    ["failed", { ...begun, status: "FAILED", failure: { reason: "본인인증 실패" } }],
  ])("is known in every state that the published client names: %s", async (kind, told) => {
    expect(await ask([json(told)])).toMatchObject({ kind, attemptId: id });
  });

  it("may lack all of a person that is optional", async () => {
    expect(await personOf({ name: "홍길동", birthDate: "1990-01-01" })).toEqual({
      ...person,
      gender: null,
      phone: null,
      carrier: null,
      isForeigner: null,
      ci: null,
      di: null,
    });
  });

  it.each([
    ["an unknown carrier", { operator: "NEWTEL" }, { carrier: null }],
    ["a gender that is neither", { gender: "OTHER" }, { gender: null }],
    ["empty texts", { ci: "", di: " " }, { ci: null, di: null }],
    ["fields that nobody knows", { future: { deep: [1] } }, {}],
    [
      "nulls where fields should be absent",
      { di: null, operator: null },
      { di: null, carrier: null },
    ],
  ])("is not broken by %s", async (_name, told, change) => {
    expect(await personOf({ ...verifiedCustomer, ...told })).toEqual({ ...person, ...change });
  });

  it.each([
    ["20000101", { birthDate: "20000101" }, { birthDate: "2000-01-01" }],
    ["dots", { birthDate: "2000.1.1" }, { birthDate: "2000-01-01" }],
    ["+82", { phoneNumber: "+82 10-1234-5678" }, { phone: "01012345678" }],
    ["full-width digits", { phoneNumber: "０１０１２３４５６７８" }, { phone: "01012345678" }],
    [
      "NUL everywhere",
      { name: "홍\u0000길동", ci: "INVENTED-CI==\u0000", di: "\u0000" },
      { di: null },
    ],
    ["a name in pieces", { name: "홍길동".normalize("NFD") }, {}],
    ["half a letter", { name: "홍길동\uDC00", operator: "lgu" }, {}],
  ])("is not broken by odd but honest texts: %s", async (_name, told, change) => {
    expect(await personOf({ ...verifiedCustomer, ...told })).toEqual({ ...person, ...change });
  });

  it.each([
    ["DANAL\u0000", "danal"],
    ["X".repeat(900), "x".repeat(40)],
    ["\u0000", "unknown"],
  ])("fits the provider %j into its column", async (pgProvider, provider) => {
    const reply = json({ ...record, channel: { ...channel, pgProvider } });
    expect(await ask([reply])).toMatchObject({ kind: "verified", verification: { provider } });
  });

  it.each(["attempt0001 ", " attempt0001", "ATTEMPT0001", "attempt0001\u0000"])(
    "is another's when it calls itself %j",
    async (told) => {
      for (const status of ["VERIFIED", "READY", "FAILED"]) {
        expect(await ask([json({ ...record, id: told, status })])).toEqual({
          kind: "unavailable",
          reason: "another_record",
        });
        await portone?.close();
      }
    },
  );

  it("reads times of any offset and fraction", async () => {
    const verifiedAt = "2026-01-01T09:01:00.123456789+09:00";
    expect(await ask([json({ ...record, verifiedAt })])).toMatchObject({
      verification: { verifiedAt: new Date("2026-01-01T00:01:00.123Z") },
    });
  });

  it.each([
    ["a birth date", { ...verifiedCustomer, birthDate: undefined }],
    ["a birth date that exists", { ...verifiedCustomer, birthDate: "1990-02-30" }],
    ["a name", { ...verifiedCustomer, name: "" }],
    ["a name that can be read", { ...verifiedCustomer, name: "\u0000\u200B" }],
  ])("is incomplete without %s", async (_name, customer) => {
    expect(await personOf(customer)).toEqual({ kind: "incomplete", attemptId: id });
  });

  it("is unfinished while READY", async () => {
    const fetched = await ask([json({ status: "READY", id, requestedCustomer: {} })]);
    expect(fetched).toEqual({ kind: "unfinished", attemptId: id });
  });

  it.each([
    [{ reason: "사용자가 본인인증을 취소하였습니다." }, true],
    [{ pgMessage: "User Cancelled" }, true],
    [{ reason: "본인인증에 실패하였습니다.", pgCode: "9015" }, false],
    [undefined, false],
  ])("has failed for %j, cancelled: %s", async (failure, cancelled) => {
    expect(await ask([json({ status: "FAILED", id, requestedCustomer: {}, failure })])).toEqual({
      kind: "failed",
      attemptId: id,
      cancelled,
    });
  });
});

describe("the channel of an identity verification", () => {
  it.each([
    ["a test channel", { ...channel, type: "TEST" }],
    ["another channel", { ...channel, key: "channel-key-theirs" }],
    ["a channel of an unknown type", { ...channel, type: "NEW" }],
    ["almost a live one", { ...channel, type: "LIVE " }],
    ["almost our channel", { ...channel, key: `${channelKey} ` }],
    ["no channel", undefined],
  ])(
    "counts for nothing in production when it is %s, and does not matter elsewhere",
    async (_n, told) => {
      const reply = json({ ...record, channel: told });
      expect(await ask([reply], { demandLive: true })).toEqual({ kind: "foreign-channel" });
      await portone?.close();
      expect((await ask([reply])).kind).toBe("verified");
    },
  );

  it("counts in production when it is live and ours, or live and does not tell its key", async () => {
    for (const key of [channelKey, undefined]) {
      const reply = json({ ...record, channel: { ...channel, key } });
      expect((await ask([reply], { demandLive: true })).kind).toBe("verified");
      await portone?.close();
    }
  });
});

describe("PortOne V2 in trouble", () => {
  const trouble = (type: string, status: number) => json({ type, message: "no" }, status);
  it.each([
    ["404", trouble("IDENTITY_VERIFICATION_NOT_FOUND", 404), { kind: "unknown" }, 1],
    ["400", trouble("INVALID_REQUEST", 400), { kind: "unknown" }, 1],
    ["401", trouble("UNAUTHORIZED", 401), { kind: "rejected-us" }, 1],
    ["403", trouble("FORBIDDEN", 403), { kind: "rejected-us" }, 1],
    ["401 without a body", { status: 401, body: "" }, { kind: "rejected-us" }, 1],
    ["404 of an address that is none", trouble("ROUTE_NOT_FOUND", 404), "unexpected_error", 1],
    ["a redirect, which is not followed", { status: 302, body: "moved" }, "not_json", 1],
    ["500", trouble("INTERNAL", 500), "status_500", 3],
    ["503 without a body", { status: 503, body: "" }, "status_503", 3],
    ["429", trouble("TOO_MANY_REQUESTS", 429), "status_429", 1],
    ["an error of no type", json(["?"], 400), "unexpected_error", 1],
    ["a 5xx of no type", json(["?"], 500), "status_500", 3],
    ["a drop", "drop", "connection", 3],
    ["HTML", { status: 200, body: "<p>" }, "not_json", 1],
    ["half a JSON", { status: 200, body: '{"status":"VER' }, "not_json", 1],
    ["null", json(null), "unexpected_reply", 1],
    ["an unknown status", json({ ...record, status: "NEW" }), "unexpected_reply", 1],
    ["no time", json({ ...record, verifiedAt: undefined }), "unexpected_reply", 1],
    ["another record", json({ ...record, id: "attempt0002" }), "another_record", 1],
  ] as const)("means by %s", async (_name, reply, fetched, tries) => {
    const expected =
      typeof fetched === "string" ? { kind: "unavailable", reason: fetched } : fetched;
    expect(await ask([reply])).toEqual(expected);
    expect(portone?.calls).toHaveLength(tries);
  });

  it.each(["hang", "half"] as const)("is heard of in time: %s", async (fault) => {
    const began = performance.now();
    expect(await ask([fault], { deadlineMs: 300 })).toEqual({
      kind: "unavailable",
      reason: "timeout",
    });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it("has one deadline over its tries and the waits between them", async () => {
    const slow = { ...trouble("INTERNAL", 500), delayMs: 1_000 };
    const began = performance.now();
    expect(await ask([slow, "hang"], { deadlineMs: 2_000 })).toEqual({
      kind: "unavailable",
      reason: "timeout",
    });
    expect(portone?.calls).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(2_900);
  });

  it("is overcome when it passes", async () => {
    expect((await ask(["drop", { status: 502, body: "<p>" }, json(record)])).kind).toBe("verified");
  });
});

import { describe, expect, it } from "vitest";
import { readBody, readQuery } from "./callback";

const impUid = "imp_000000000001";
const query = (version: "v1" | "v2", text: string) => readQuery(version, new URLSearchParams(text));
const finished = (providerId: string) => ({ kind: "finished", providerId });
const invalid = { kind: "invalid" };

describe("the message of the popup", () => {
  it("is the one id of its generation", () => {
    expect(readBody("v1", { imp_uid: impUid })).toEqual({ providerId: impUid });
    expect(readBody("v1", { imp_uid: "imps_000000000001" })).toEqual({
      providerId: "imps_000000000001",
    });
    expect(readBody("v2", { identityVerificationId: "attempt0001" })).toEqual({
      providerId: "attempt0001",
    });
  });

  const foreign: unknown[] = [
    undefined,
    null,
    "imp_000000000001",
    7,
    true,
    [],
    [{ imp_uid: impUid }],
    {},
    { imp_uid: null },
    { imp_uid: 1 },
    { imp_uid: [impUid] },
    { imp_uid: { $ne: "" } },
    { imp_uid: "" },
    { imp_uid: "imp_" },
    { imp_uid: "imp_12345" },
    { imp_uid: `imp_${"1".repeat(41)}` },
    { imp_uid: ` ${impUid}` },
    { imp_uid: `${impUid}\n` },
    { imp_uid: "imp_../../users" },
    { imp_uid: "imp_000000%2F1" },
    { imp_uid: "imp_000000000001?x=1" },
    { imp_uid: "imp_일이삼사오육칠" },
    { imp_uid: "IMP_000000000001" },
    { imp_uid: impUid, success: true },
    { imp_uid: impUid, name: "홍길동" },
    { identityVerificationId: "attempt0001" },
  ];
  it.each(foreign.map((body) => [JSON.stringify(body), body]))("is not V1's %s", (_text, body) => {
    expect(readBody("v1", body)).toBeNull();
  });

  const foreignV2: unknown[] = [
    null,
    {},
    { identityVerificationId: "" },
    { identityVerificationId: "a".repeat(41) },
    { identityVerificationId: "with-hyphen" },
    { identityVerificationId: "../users" },
    { identityVerificationId: 1 },
    { identityVerificationId: "attempt0001", code: "x" },
    { imp_uid: impUid },
  ];
  it.each(foreignV2.map((body) => [JSON.stringify(body), body]))(
    "is not V2's %s",
    (_text, body) => {
      expect(readBody("v2", body)).toBeNull();
    },
  );
});

describe("the query of V1's mobile return", () => {
  it.each([
    `imp_uid=${impUid}&merchant_uid=a1&success=true`,
    `imp_uid=${impUid}&merchant_uid=a1&imp_success=true`,
    `imp_uid=${impUid}`,
    `imp_uid=${impUid}&utm_source=app`,
  ])("gives something to ask about: %s", (text) => {
    expect(query("v1", text)).toEqual(finished(impUid));
  });

  it.each([
    ["success=false&error_msg=%EC%B7%A8%EC%86%8C", "cancelled"],
    [`imp_uid=${impUid}&imp_success=false&error_code=CANCEL`, "cancelled"],
    ["error_code=F400&error_msg=사용자가 취소하였습니다", "cancelled"],
    [`imp_uid=${impUid}&merchant_uid=a1&success=false`, "failed"],
    ["success=false&error_code=9010", "failed"],
    ["error_code=9010", "failed"],
  ])("tells why there is nothing to ask about: %s", (text, kind) => {
    expect(query("v1", text)).toEqual({ kind });
  });

  it.each([
    "",
    "success=true",
    "merchant_uid=a1",
    "imp_uid=",
    "imp_uid=imp_1",
    `imp_uid=${impUid}&imp_uid=${impUid}`,
    `imp_uid=${impUid}&success=true&success=false`,
    `imp_uid=${impUid}&x=1&x=2`,
    `imp_uid=${impUid}&success=yes`,
    `imp_uid=${impUid}&success=1`,
    `imp_uid[]=${impUid}`,
    `imp_uid=${impUid}%00`,
    "imp_uid=..%2F..%2Fusers",
    `imp_uid=${impUid}&error_msg=${"x".repeat(2_001)}`,
    `imp_uid=${impUid}&merchant_uid=${"x".repeat(201)}`,
    `imp_uid=${impUid}&${Array.from({ length: 20 }, (_, index) => `n${index}=1`).join("&")}`,
    "identityVerificationId=attempt0001",
    "__proto__=1&constructor=2",
  ])("is invalid: %s", (text) => {
    expect(query("v1", text)).toEqual(invalid);
  });
});

describe("the query of V2's mobile return", () => {
  const id = "identityVerificationId=attempt0001";
  it.each([
    id,
    `${id}&identityVerificationTxId=tx&transactionType=IDENTITY_VERIFICATION`,
    `${id}&code=`,
  ])("gives something to ask about: %s", (text) => {
    expect(query("v2", text)).toEqual(finished("attempt0001"));
  });

  it.each([
    [`${id}&code=FAILURE_TYPE_PG&message=사용자가 본인인증을 취소하였습니다.`, "cancelled"],
    [`${id}&code=Cancelled`, "cancelled"],
    [`${id}&code=FAILURE_TYPE_PG&pgMessage=User canceled`, "cancelled"],
    [`${id}&code=PG_PROVIDER_ERROR&message=[9015] 실패&pgCode=9015`, "failed"],
    ["code=UnknownError", "failed"],
  ])("tells why there is nothing to ask about: %s", (text, kind) => {
    expect(query("v2", text)).toEqual({ kind });
  });

  it.each([
    "",
    `${id}&${id}`,
    "identityVerificationId=with-hyphen",
    `identityVerificationId=${"a".repeat(41)}`,
    `${id}&message=${"x".repeat(2_001)}`,
    `imp_uid=${impUid}&success=true`,
  ])("is invalid: %s", (text) => {
    expect(query("v2", text)).toEqual(invalid);
  });
});

import { describe, expect, it } from "vitest";
import { readAttemptHint, readBody, readQuery, writeQuery } from "./callback";

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
    `imp_uid=${impUid}&imp_uid=${impUid}`,
    `imp_uid=&imp_uid=${impUid}`,
    `imp_uid=${impUid}&imp_uid=`,
    `imp_uid=undefined&imp_uid=${impUid}`,
    `imp_uid=..%2Fusers&imp_uid=${impUid}`,
    `imp_uid=%20${impUid}+`,
    `imp_uid[]=imp_000000000002&imp_uid=${impUid}`,
    `imp_uid=${impUid}&success=`,
    `imp_uid=${impUid}&success=1`,
    `imp_uid=${impUid}&success=TRUE`,
    `imp_uid=${impUid}&success=yes&imp_success=maybe`,
    `imp_uid=${impUid}&success=true&error_code=9015`,
    `imp_uid=${impUid}&success=true&error_code=null&error_msg=undefined`,
    `imp_uid=${impUid}&error_code=null&error_msg=`,
    `imp_uid=${impUid}&x=1&x=2&utm_source=a&utm_source=a`,
    `imp_uid=${impUid}&merchant_uid=${"x".repeat(20_000)}`,
    `imp_uid=${impUid}&success=true&error_msg=${"x".repeat(20_000)}`,
    `imp_uid=${impUid}&${Array.from({ length: 100 }, (_, index) => `n${index}=1`).join("&")}`,
  ])("gives something to ask about: number %#", (text) => {
    expect(query("v1", text)).toEqual(finished(impUid));
  });

  it.each([
    [`imp_uid=${impUid}&imp_success=false&error_code=CANCEL`, "cancelled"],
    [`imp_uid=${impUid}&success=FALSE&error_msg=취소`, "cancelled"],
    [`imp_uid=${impUid}&merchant_uid=a1&success=false`, "failed"],
    [`imp_uid=${impUid}&success=0`, "failed"],
    [`imp_uid=${impUid}&success=true&imp_success=false`, "failed"],
    [`imp_uid=${impUid}&success=&error_code=9015`, "failed"],
  ])("asks all the same, and keeps the return's own word: %s", (text, told) => {
    expect(query("v1", text)).toEqual({ ...finished(impUid), told });
  });

  it.each([
    ["success=false&error_msg=%EC%B7%A8%EC%86%8C", "cancelled"],
    ["error_code=F400&error_msg=사용자가 취소하였습니다", "cancelled"],
    ["imp_uid=&success=false&error_code=CANCEL", "cancelled"],
    ["imp_uid=undefined&success=False&error_msg=user%20cancel", "cancelled"],
    ["success=false&error_msg=만 14세 미만은 인증할 수 없습니다. 취소", "age_limit"],
    ["success=false&error_code=F1&error_msg=under%20age%20limit", "age_limit"],
    ["success=false&error_msg=message%20page", "failed"],
    ["success=false&error_code=9010", "failed"],
    ["success=FALSE", "failed"],
    ["error_code=9010", "failed"],
    [`success=false&error_msg=${"x".repeat(20_000)}`, "failed"],
  ])("tells why there is nothing to ask about: number %#", (text, kind) => {
    expect(query("v1", text)).toEqual({ kind });
  });

  it.each([
    "",
    "success=true",
    "merchant_uid=a1",
    "imp_uid=",
    "imp_uid=imp_1",
    `imp_uid=${impUid}&imp_uid=imp_000000000002`,
    `imp_uid=${impUid}&imp_uid=imp_000000000002&success=false`,
    `imp_uid[]=${impUid}`,
    `imp_uid=${impUid}%00`,
    `imp_uid=${impUid}%0A`,
    "imp_uid=..%2F..%2Fusers",
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
    `${id}&${id}`,
    `identityVerificationId=&${id}`,
    `identityVerificationId=null&${id}`,
    `${id}&transactionType=${"x".repeat(20_000)}&transactionType=2`,
    `${id}&message=${"x".repeat(20_000)}`,
    `${id}&code=undefined&message=null`,
    `imp_uid=${impUid}&success=false&${id}`,
  ])("gives something to ask about: number %#", (text) => {
    expect(query("v2", text)).toEqual(finished("attempt0001"));
  });

  it.each([
    [`${id}&code=FAILURE_TYPE_PG&message=사용자가 본인인증을 취소하였습니다.`, "cancelled"],
    [`${id}&code=Cancelled`, "cancelled"],
    [`${id}&code=FAILURE_TYPE_PG&pgMessage=User canceled`, "cancelled"],
    [`${id}&code=PG_PROVIDER_ERROR&message=[9015] 실패&pgCode=9015`, "failed"],
    [`${id}&code=&code=UnknownError`, "failed"],
  ])("asks all the same, and keeps the return's own word: %s", (text, told) => {
    expect(query("v2", text)).toEqual({ ...finished("attempt0001"), told });
  });

  it.each([
    ["code=UnknownError", "failed"],
    ["identityVerificationId=&code=Cancelled", "cancelled"],
  ])("tells why there is nothing to ask about: %s", (text, kind) => {
    expect(query("v2", text)).toEqual({ kind });
  });

  it.each([
    "",
    `${id}&identityVerificationId=attempt0002`,
    "identityVerificationId=with-hyphen",
    `identityVerificationId=${"a".repeat(41)}`,
    `imp_uid=${impUid}&success=true`,
  ])("is invalid: %s", (text) => {
    expect(query("v2", text)).toEqual(invalid);
  });
});

describe("a return that is led on", () => {
  it.each([
    ["v1", `imp_uid=${impUid}&imp_uid=${impUid}&success=TRUE&n=1`, `imp_uid=${impUid}`],
    [
      "v1",
      `merchant_uid=attempt0001&imp_uid=${impUid}&success=false&error_msg=${"취소".repeat(900)}`,
      `imp_uid=${impUid}&merchant_uid=attempt0001&success=false&error_code=cancelled`,
    ],
    [
      "v1",
      `imp_uid=${impUid}&merchant_uid=${"x".repeat(900)}&success=0`,
      `imp_uid=${impUid}&success=false&error_code=failed`,
    ],
    ["v2", "identityVerificationId=attempt0001&message=x", "identityVerificationId=attempt0001"],
    [
      "v2",
      "identityVerificationId=attempt0001&code=Cancelled&pgMessage=x",
      "identityVerificationId=attempt0001&code=cancelled",
    ],
  ] as const)("says the same in fewer words (%s): number %#", (version, text, expected) => {
    const sent = new URLSearchParams(text);
    const callback = readQuery(version, sent);
    if (callback.kind !== "finished") throw new Error("not finished");
    const hint = readAttemptHint(version, sent);
    const written = writeQuery(version, callback, hint);
    expect(written.toString()).toBe(expected);
    expect(readQuery(version, written)).toEqual(callback);
    expect(readAttemptHint(version, written)).toBe(hint);
  });

  it.each([
    ["merchant_uid=attempt0001", "attempt0001"],
    ["merchant_uid=attempt0001&merchant_uid=attempt0001", "attempt0001"],
    ["merchant_uid=attempt0001&merchant_uid=attempt0002", null],
    ["merchant_uid=attempt%0A", null],
    [`merchant_uid=${"a".repeat(41)}`, null],
    ["merchant_uid=", null],
    ["", null],
  ])("names the attempt that it is of, or none: %s", (text, hint) => {
    expect(readAttemptHint("v1", new URLSearchParams(text))).toBe(hint);
  });
});

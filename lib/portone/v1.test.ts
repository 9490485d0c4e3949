import { afterEach, describe, expect, it } from "vitest";
import { AccessToken } from "./access-token";
import { enveloped, refusal, startStandIn, type Reply, type StandIn } from "./stand-in.fixture";
import { fetchCertification } from "./v1";

const impUid = "imp_000000000001";
const tokenPath = "/users/getToken";
const path = `/certifications/${impUid}`;
let portone: StandIn | undefined;
afterEach(() => portone?.close());

const grant = (token: string) =>
  enveloped({ access_token: token, now: 1_767_225_600, expired_at: 1_767_227_400 });

async function ask(
  certification: readonly Reply[],
  { tokens = [grant("t1")], deadlineMs = 2_000 }: { tokens?: Reply[]; deadlineMs?: number } = {},
) {
  portone = await startStandIn({ [tokenPath]: tokens, [path]: certification });
  const apiUrl = portone.url;
  const keys = { apiUrl, impKey: "key", impSecret: "secret", now: () => performance.now() };
  const accessToken = new AccessToken(keys);
  return fetchCertification(impUid, { apiUrl, accessToken, deadlineMs });
}

/** What public samples show for Danal, with an invented person. */
const record = {
  birth: 631_119_600,
  birthday: "1990-01-01",
  carrier: "SKT",
  certified: true,
  certified_at: 1_767_225_660,
  foreigner: false,
  foreigner_v2: null,
  gender: "male",
  imp_uid: impUid,
  merchant_uid: "attempt0001",
  name: "홍길동",
  origin: "https://shop.example/verify",
  pg_provider: "danal",
  pg_tid: "202601010000000000000001",
  phone: "01000000001",
  unique_in_site: "INVENTED-DI",
  unique_key: "INVENTED-CI==",
};
const person = {
  name: "홍길동",
  birthDate: "1990-01-01",
  gender: "male",
  phone: "01000000001",
  carrier: "SKT",
  isForeigner: false,
  ci: "INVENTED-CI==",
  di: "INVENTED-DI",
};
const without = (...names: (keyof typeof record)[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.some((n) => n === name)));

async function personOf(told: Record<string, unknown>) {
  const fetched = await ask([enveloped(told)]);
  return fetched.kind === "verified" ? fetched.verification.person : fetched;
}

describe("a certification of PortOne V1", () => {
  it("becomes a verified person, asked for with the bare token", async () => {
    expect(await ask([enveloped(record)])).toEqual({
      kind: "verified",
      verification: {
        attemptId: "attempt0001",
        provider: "danal",
        verifiedAt: new Date("2026-01-01T00:01:00Z"),
        person,
      },
    });
    expect(portone?.to(path).map((call) => call.authorization)).toEqual(["t1"]);
  });

  it("may lack all that is optional", async () => {
    const bare = without("phone", "carrier", "unique_key", "unique_in_site", "gender", "birth");
    expect(await personOf(bare)).toEqual({
      ...person,
      phone: null,
      carrier: null,
      ci: null,
      di: null,
      gender: null,
    });
  });

  it.each([
    ["an unknown carrier", { carrier: "NEWTEL" }, { carrier: null }],
    ["LG U+ by its old name", { carrier: "LGT" }, { carrier: "LGU" }],
    ["LG U+'s guests", { carrier: "LGT_MVNO" }, { carrier: "LGU_MVNO" }],
    ["KT by its browser name", { carrier: "KTF" }, { carrier: "KT" }],
    ["an unknown gender", { gender: "other" }, { gender: null }],
    ["a gender that is no text", { gender: 1 }, { gender: null }],
    ["a phone with hyphens", { phone: "010-0000-0001" }, {}],
    ["a phone without digits", { phone: "없음" }, { phone: null }],
    ["empty texts", { unique_key: "", unique_in_site: " " }, { ci: null, di: null }],
    ["the better word on foreigners", { foreigner_v2: true }, { isForeigner: true }],
    ["the worse word alone", { foreigner: true }, { isForeigner: true }],
    ["fields that nobody knows", { future: { deep: [1] } }, {}],
    ["a birthday that disagrees with birth", { birth: 0 }, {}],
  ])("is not broken by %s", async (_name, told, change) => {
    expect(await personOf({ ...record, ...told })).toEqual({ ...person, ...change });
  });

  it.each([
    [631_119_600, "1990-01-01"],
    [946_652_400, "2000-01-01"],
    [951_750_000, "2000-02-29"],
    [-315_651_600, "1960-01-01"],
  ])("without a birthday takes %i seconds at midnight in Korea as %s", async (birth, birthDate) => {
    expect(await personOf({ ...without("birthday"), birth })).toEqual({ ...person, birthDate });
  });

  it.each([
    ["a name", without("name")],
    ["a birth date", without("birthday", "birth")],
    ["a birth date that exists", { ...record, birthday: "1990-02-30" }],
    ["a birth date that can be computed", { ...without("birthday"), birth: 1e15 }],
  ])("is incomplete without %s", async (_name, told) => {
    expect(await ask([enveloped(told)])).toEqual({ kind: "incomplete", attemptId: "attempt0001" });
  });

  it.each([
    ["certified is false", { certified: false, certified_at: 0, name: null, birthday: null }],
    ["certified is absent", { certified: undefined }],
    ["certified is a text", { certified: "true" }],
    ["its time is missing", { certified_at: null }],
    ["its time is no date", { certified_at: 1e18 }],
  ])("is unfinished when %s, although it answers 200", async (_name, told) => {
    expect(await ask([enveloped({ ...record, ...told })])).toEqual({
      kind: "unfinished",
      attemptId: "attempt0001",
    });
  });

  it("belongs to no attempt without merchant_uid", async () => {
    const fetched = await ask([enveloped(without("merchant_uid"))]);
    expect(fetched).toMatchObject({ kind: "verified", verification: { attemptId: null } });
  });

  it.each([
    ["404", refusal(404), { kind: "unknown" }],
    ["400", refusal(400), { kind: "unknown" }],
    ["an empty envelope", enveloped(null), { kind: "unknown" }],
    ["403", refusal(403), { kind: "rejected-us" }],
    ["500", refusal(500), { kind: "unavailable", reason: "status_500" }],
    ["503", { status: 503, body: "" }, { kind: "unavailable", reason: "status_503" }],
    ["429", refusal(429), { kind: "unavailable", reason: "status_429" }],
    ["a drop", "drop", { kind: "unavailable", reason: "connection" }],
    ["HTML", { status: 200, body: "<p>" }, { kind: "unavailable", reason: "not_json" }],
    ["HTML as 404", { status: 404, body: "<p>" }, { kind: "unavailable", reason: "not_json" }],
    ["half a JSON", { status: 200, body: '{"c' }, { kind: "unavailable", reason: "not_json" }],
    ["code -1 as 200", refusal(200), { kind: "unavailable", reason: "unexpected_reply" }],
    [
      "no envelope at all",
      { status: 200, body: JSON.stringify(record) },
      { kind: "unavailable", reason: "unexpected_reply" },
    ],
    [
      "another record",
      enveloped({ ...record, imp_uid: "imp_000000000002" }),
      { kind: "unavailable", reason: "another_record" },
    ],
  ] as const)("tells what %s means", async (_name, reply, fetched) => {
    expect(await ask([reply])).toEqual(fetched);
  });

  it.each(["hang", "half"] as const)(
    "is unavailable in time when PortOne goes: %s",
    async (fault) => {
      const began = performance.now();
      expect(await ask([fault], { deadlineMs: 300 })).toEqual({
        kind: "unavailable",
        reason: "timeout",
      });
      expect(performance.now() - began).toBeLessThan(1_500);
    },
  );

  it("is unavailable in time when the token never comes, and when its renewal never does", async () => {
    const doors: Reply[][] = [["hang"], [grant("t1"), "hang"]];
    for (const tokens of doors) {
      const began = performance.now();
      const fetched = await ask([refusal(401)], { tokens, deadlineMs: 300 });
      expect(fetched).toEqual({ kind: "unavailable", reason: "timeout" });
      expect(performance.now() - began).toBeLessThan(1_500);
      await portone?.close();
    }
  });

  it("renews a refused token once and goes on", async () => {
    const tokens = [grant("t1"), grant("t2")];
    const fetched = await ask([refusal(401), enveloped(record)], { tokens });
    expect(fetched.kind).toBe("verified");
    expect(portone?.to(path).map((call) => call.authorization)).toEqual(["t1", "t2"]);
  });

  it("gives up when the renewed token is refused too, whatever the body of the 401", async () => {
    const fetched = await ask([{ status: 401, body: "<p>" }], { tokens: [grant("t1")] });
    expect(fetched).toEqual({ kind: "rejected-us" });
    expect(portone?.to(path)).toHaveLength(2);
    expect(portone?.to(tokenPath)).toHaveLength(2);
  });

  it("is not asked for when the keys are refused", async () => {
    expect(await ask([enveloped(record)], { tokens: [refusal(401)] })).toEqual({
      kind: "rejected-us",
    });
    expect(portone?.to(path)).toHaveLength(0);
  });
});

import { describe, expect, it } from "vitest";
import { enveloped } from "./stand-in.fixture";
import { ask, path, record } from "./v1.fixture";

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
  const { fetched } = await ask([enveloped(told)]);
  return fetched.kind === "verified" ? fetched.verification.person : fetched;
}

describe("a certification of PortOne V1", () => {
  it("becomes a verified person, asked for with the bare token", async () => {
    const { fetched, to } = await ask([enveloped(record)]);
    expect(fetched).toEqual({
      kind: "verified",
      verification: {
        attemptId: "attempt0001",
        provider: "danal",
        verifiedAt: new Date("2026-01-01T00:01:00Z"),
        person,
      },
    });
    expect(to(path).map((call) => call.authorization)).toEqual(["t1"]);
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
    ["the worse word alone", { foreigner: true, foreigner_v2: null }, { isForeigner: true }],
    ["Danal's word without its contract", { foreigner_v2: null }, { isForeigner: null }],
    ["another's only word", { foreigner_v2: null, pg_provider: "kcp_v2" }, {}],
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
    // Summer time, +10:00: midnight itself, and where PortOne's server knew of none.
    [583_682_400, "1988-07-01"],
    [583_686_000, "1988-07-01"],
    [550_159_200, "1987-06-09"],
    // +8:30, and +9:30 in its summers.
    [-315_649_800, "1960-01-01"],
    [-299_755_800, "1960-07-03"],
    [-299_754_000, "1960-07-03"],
    // Summer time of 1948 to 1951.
    [-662_720_400, "1949-01-01"],
    [-646_999_200, "1949-07-02"],
    // +8:30 until 1911.
    [-1_893_486_600, "1910-01-01"],
    // The day of a change: 00:00 does not exist.
    [-681_210_000, "1948-06-01"],
    // Midnight in Greenwich.
    [946_684_800, "2000-01-01"],
  ])("without a birthday takes %i seconds at midnight in Korea as %s", async (birth, birthDate) => {
    expect(await personOf({ ...without("birthday"), birth })).toEqual({ ...person, birthDate });
  });

  it.each([
    ["20000101", undefined],
    ["2000-1-1", undefined],
    ["2000.01.01", undefined],
    ["2000. 1. 1.", undefined],
    ["2000/1/1", undefined],
    ["2000년 1월 1일", undefined],
    ["２０００－０１－０１", undefined],
    [" 2000-01-01\u0000", undefined],
    ["2000-01-01T00:00:00", undefined],
    ["2000-01-01 00:00:00.0", undefined],
    [20000101, undefined],
    ["20000101", 946_652_400],
    ["2000-1-1", 946_652_400],
    ["2000-1-1", 631_119_600],
    ["2000-01-01", 631_119_600],
    ["000101", 946_652_400],
    ["1999-12-31T15:00:00Z", 946_652_400],
    ["0000-00-00", 946_652_400],
    ["00000000", 946_652_400],
    ["someday", 946_652_400],
    ["", "946652400"],
  ])("reads the birthday %j beside a birth of %j as 1 January 2000", async (birthday, birth) => {
    expect(await personOf({ ...record, birthday, birth })).toEqual({
      ...person,
      birthDate: "2000-01-01",
    });
  });

  it.each([
    ["+82 10-1234-5678", "01012345678"],
    ["+82 (0)10-1234-5678", "01012345678"],
    ["82-10-1234-5678", "01012345678"],
    ["821012345678", "01012345678"],
    ["008210-1234-5678", "01012345678"],
    ["０１０－１２３４－５６７８", "01012345678"],
    ["＋８２１０１２３４５６７８", "01012345678"],
    ["010.1234.5678", "01012345678"],
    ["010 1234 5678\u0000", "01012345678"],
    ["+82 11-123-4567", "0111234567"],
    ["+1 650-555-0100", "16505550100"],
    ["+44 20 7946 0000", "442079460000"],
    ["8210-1234", "82101234"],
    ["9".repeat(400), null],
    ["\u0000", null],
  ])("reads the phone %j as %s", async (phone, expected) => {
    expect(await personOf({ ...record, phone })).toEqual({ ...person, phone: expected });
  });

  it.each([
    ["control characters in a name", { name: "\u0007홍\u0000길동\u001f\u009f" }, {}],
    ["half a letter in a name", { name: "홍길동\uD800" }, {}],
    ["invisible marks in a name", { name: "\u200B홍\uFEFF길\u202E동\u00AD" }, {}],
    ["a name in pieces", { name: "홍길동".normalize("NFD") }, {}],
    ["spaces in a name", { name: " Gildong\t \u00a0Hong\n" }, { name: "Gildong Hong" }],
    ["a name without end", { name: "𠮷".repeat(9_000) }, { name: "𠮷".repeat(200) }],
    ["NUL and a line's end in a CI", { unique_key: " INVENTED\u0000-CI==\r\n" }, {}],
    ["a CI broken into lines", { unique_key: "INVENTED-\r\nCI==" }, {}],
    ["a CI of other letters", { unique_key: "ＩnventEd" }, { ci: "ＩnventEd" }],
    ["a CI without end", { unique_key: "a".repeat(501) }, { ci: null }],
    ["a CI of nothing", { unique_key: "\u0000\uD800 " }, { ci: null }],
    ["NUL in a DI", { unique_in_site: "INVENTED-DI\u0000" }, {}],
    ["a gender in capitals", { gender: "MALE " }, {}],
    ["a carrier in small letters", { carrier: " skt" }, {}],
  ])("keeps nothing of %s", async (_name, told, change) => {
    expect(await personOf({ ...record, ...told })).toEqual({ ...person, ...change });
  });

  it.each([
    ["DANAL", "danal"],
    ["da\u0000nal\u0000", "danal"],
    [" Inicis_Unified \uD800", "inicis_unified"],
    ["x".repeat(900), "x".repeat(40)],
    ["İ".repeat(40), "i̇".repeat(20)],
    ["𠮷".repeat(60), "𠮷".repeat(40)],
    ["\u0000", "unknown"],
    [7, "unknown"],
    [undefined, "unknown"],
  ])("fits the provider %j into its column", async (pg_provider, provider) => {
    const { fetched } = await ask([enveloped({ ...record, pg_provider })]);
    expect(fetched).toMatchObject({ kind: "verified", verification: { provider } });
  });

  it.each(["attempt0001 ", " attempt0001", "attempt0001\n", "attempt0001\u0000", "ATTEMPT0001"])(
    "belongs to no other attempt than PortOne says: %j",
    async (merchant_uid) => {
      for (const certified of [true, false]) {
        const { fetched } = await ask([enveloped({ ...record, merchant_uid, certified })]);
        expect(JSON.stringify(fetched)).not.toContain('"attemptId":"attempt0001"');
        expect(fetched.kind).toBe(certified ? "verified" : "unfinished");
      }
    },
  );

  it.each([" imp_000000000001", "imp_000000000001 ", "imp_000000000001\n", "IMP_000000000001"])(
    "is another's when it calls itself %j",
    async (imp_uid) => {
      const { fetched } = await ask([enveloped({ ...record, imp_uid })]);
      expect(fetched).toEqual({ kind: "unavailable", reason: "another_record" });
    },
  );

  it("tells its time also as a text", async () => {
    const { fetched } = await ask([enveloped({ ...record, certified_at: "1767225660" })]);
    expect(fetched).toMatchObject({
      kind: "verified",
      verification: { verifiedAt: new Date("2026-01-01T00:01:00Z") },
    });
  });

  it.each([
    ["a name", without("name")],
    ["a name that can be read", { ...record, name: "\u0000\uD800\u200B " }],
    ["a birth date", without("birthday", "birth")],
    ["a birth date that exists", { ...record, birthday: "1990-02-30" }],
    ["a birth date that can be computed", { ...without("birthday"), birth: 1e15 }],
  ])("is incomplete without %s", async (_name, told) => {
    expect((await ask([enveloped(told)])).fetched).toEqual({
      kind: "incomplete",
      attemptId: "attempt0001",
    });
  });

  it.each([
    ["certified is false", { certified: false, certified_at: 0, name: null, birthday: null }],
    ["certified is absent", { certified: undefined }],
    ["certified is a text", { certified: "true" }],
    ["certified is a number", { certified: 1 }],
    ["its time is an empty text", { certified_at: "" }],
    ["its time is another text", { certified_at: "2026-01-01" }],
    ["its time is missing", { certified_at: null }],
    ["its time is no date", { certified_at: 1e18 }],
  ])("is unfinished when %s, although it answers 200", async (_name, told) => {
    expect((await ask([enveloped({ ...record, ...told })])).fetched).toEqual({
      kind: "unfinished",
      attemptId: "attempt0001",
    });
  });

  it("belongs to no attempt without merchant_uid", async () => {
    const { fetched } = await ask([enveloped(without("merchant_uid"))]);
    expect(fetched).toMatchObject({ kind: "verified", verification: { attemptId: null } });
  });
});

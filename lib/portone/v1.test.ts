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
  ])("without a birthday takes %i seconds at midnight in Korea as %s", async (birth, birthDate) => {
    expect(await personOf({ ...without("birthday"), birth })).toEqual({ ...person, birthDate });
  });

  it.each([
    ["a name", without("name")],
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

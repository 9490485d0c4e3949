import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

async function add(options: Record<string, unknown>): Promise<string> {
  const answer = await sandbox.control("certifications", { merchant_uid: "m-1", ...options });
  return String(pick(answer, "imp_uid"));
}
async function record(options: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { json } = await sandbox.v1("GET", `/certifications/${await add(options)}`);
  return Object.assign({}, pick(json, "response"));
}

describe("a verified record", () => {
  it("tells everything that Danal tells, keys in alphabetical order", async () => {
    const told = await record({ person: "adult", certified_at: 1_767_225_660 });
    expect(Object.keys(told)).toEqual(Object.keys(told).toSorted());
    expect(told).toMatchObject({
      birth: Date.UTC(1989, 11, 31, 15) / 1000,
      birthday: "1990-01-01",
      carrier: "SKT",
      certified: true,
      certified_at: 1_767_225_660,
      foreigner: false,
      foreigner_v2: false,
      gender: "male",
      imp_uid: expect.stringMatching(/^imp_\d{12}$/),
      merchant_uid: "m-1",
      name: "홍길동",
      pg_provider: "danal",
      pg_tid: expect.stringMatching(/^20260101090100\d{10}$/),
      phone: "01000000001",
      unique_in_site: expect.stringMatching(/^.{64}$/),
      unique_key: expect.stringMatching(/^[A-Za-z0-9+/]{86}==$/),
    });
  });

  it("leaves birth out when the switch says so", async () => {
    await sandbox.control("switches", { birth: false });
    expect(await record({ person: "adult" })).not.toHaveProperty("birth");
  });

  it("has no phone and no carrier, not even null, without the carriers' approval", async () => {
    const told = await record({ person: "adult", provider: "danal_without_phone" });
    expect(told).not.toHaveProperty("phone");
    expect(told).not.toHaveProperty("carrier");
    expect(told).toMatchObject({ pg_provider: "danal", foreigner: false, foreigner_v2: null });
  });

  it.each([
    ["inicis_unified", "adult", { unique_in_site: null, unique_key: expect.any(String) }],
    ["kakao", "adult", { unique_in_site: null, unique_key: null }],
    [undefined, "no-ci", { unique_in_site: null, unique_key: null }],
    [undefined, "no-di", { unique_in_site: null, unique_key: expect.any(String) }],
  ])("through %s tells of %s what KG이니시스 tells", async (provider, person, expected) => {
    const told = await record({ person, provider });
    expect(told).toMatchObject({ ...expected, pg_provider: "inicis_unified" });
    expect(told).not.toHaveProperty("carrier");
    expect(told["pg_tid"]).toMatch(/^INISA_SANDBOXMID\d{14}/);
  });

  it("tells of a foreigner, and of everything through KCP", async () => {
    expect(await record({ person: "foreigner", provider: "kcp_v2" })).toMatchObject({
      foreigner: true,
      foreigner_v2: true,
      pg_provider: "kcp_v2",
      unique_in_site: expect.any(String),
    });
  });
});

it.each(["cancelled", "failed", "unfinished", "under_age"])(
  "a record that ended as %s is there, but certifies nothing",
  async (outcome) => {
    const told = await record({ person: "adult", outcome });
    expect(told).toMatchObject({
      certified: false,
      certified_at: 0,
      merchant_uid: "m-1",
      birth: 0,
    });
    const { name, gender, birthday, pg_tid, unique_key, unique_in_site, foreigner_v2 } = told;
    const unknown = { name, gender, birthday, pg_tid, unique_key, unique_in_site, foreigner_v2 };
    expect(new Set(Object.values(unknown))).toEqual(new Set([null]));
    expect(Object.keys(told)).not.toContain("phone");
    expect(Object.keys(told)).not.toContain("carrier");
    expect(told["foreigner"]).toBe(false);
    await sandbox.control("switches", { unfinishedNull: true });
    expect(await record({ person: "adult", outcome })).toMatchObject({ certified_at: null });
  },
);

describe("an id that is not ours", () => {
  const gone = { code: -1, message: "인증결과가 존재하지 않습니다.", response: null };

  it("is 404 when unknown, of V2, or another merchant's", async () => {
    const foreign = await add({ person: "adult", foreign: true });
    for (const id of ["imp_000000000000", foreign, "%00", "..%2f"]) {
      for (const method of ["GET", "DELETE"]) {
        const answer = await sandbox.v1(method, `/certifications/${id}`);
        expect([answer.status, answer.json]).toEqual([404, gone]);
      }
    }
  });

  it("is 404 once it was deleted; the deletion itself answers with the record", async () => {
    const id = await add({ person: "adult" });
    const { json } = await sandbox.v1("DELETE", `/certifications/${id}`);
    expect(pick(json, "response.name")).toBe("홍길동");
    expect((await sandbox.v1("GET", `/certifications/${id}`)).json).toEqual(gone);
  });
});

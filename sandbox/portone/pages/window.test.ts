import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";
import { hiddenFields } from "../stand-in-browser";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const back = "https://shop.example/back";
const address = (options: Record<string, string>) =>
  `/window?${new URLSearchParams({ generation: "v1", mode: "redirect", id: "m-1", returnTo: back, ...options }).toString()}`;
const open = (options: Record<string, string> = {}) => sandbox.call("GET", address(options));

async function decide(choice: Record<string, string>, options: Record<string, string> = {}) {
  const fields = hiddenFields(await open(options));
  return press({ ...fields, person: "adult", ...choice });
}
function press(fields: Record<string, string>) {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return sandbox.call("POST", "/window", new URLSearchParams(fields).toString(), type);
}
const queryOf = (answer: { headers: Headers }) =>
  Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);

describe("what the window shows", () => {
  it("says that it is not PortOne, and has a choice of people and endings", async () => {
    const { text, headers } = await open();
    expect(headers.get("content-type")).toContain("text/html");
    expect(text).toContain("이 화면은 PortOne이 아니에요 (개발용 샌드박스)");
    const people = await sandbox.call("GET", "/_sandbox/people");
    for (const person of Array.isArray(people.json) ? people.json : []) {
      expect(text).toContain(`name="person" value="${String(pick(person, "key"))}"`);
    }
    for (const ending of "verified cancelled failed unfinished under_age no_callback".split(" ")) {
      expect(text).toContain(
        `<button${ending === "verified" ? ' class="main"' : ""} name="outcome"`,
      );
      expect(text).toContain(`value="${ending}"`);
    }
  });

  it("chooses the person that the merchant has named", async () => {
    const { text } = await open({ name: "홍길동", phone: "010-0000-9999" });
    expect(text).toContain('value="adult-new-phone" checked');
  });

  it("escapes whatever it is given", async () => {
    const nasty = `"><script>alert(1)</script>'&`;
    await sandbox.control("people", { key: "n", name: nasty, birthday: "1990-05-05", note: nasty });
    const options = { company: nasty, call: nasty, id: nasty, page: nasty, channelKey: nasty };
    const shown = await open({ ...options, mode: "popup", origin: "https://shop.example" });
    expect(shown.text).not.toContain("<script>alert");
    expect((await sandbox.call("GET", "/")).text).not.toContain("<script>alert");
    expect(
      (await press({ ...hiddenFields(shown), person: "n", outcome: "verified" })).text,
    ).not.toContain("<script>alert");
  });

  it.each([
    { returnTo: "javascript:alert(1)" },
    { returnTo: "shop://back" },
    { returnTo: "" },
    { mode: "frame" },
    { generation: "v3" },
    { origin: "javascript:alert(1)" },
    { minAge: "many" },
  ])("is refused with %j", async (options) => {
    const answer = await open(options);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("PortOne이 아니에요");
  });
});

describe("the record", () => {
  it("exists as soon as the window is open", async () => {
    const { impUid = "" } = hiddenFields(await open({ pg: "inicis_unified.MID" }));
    expect((await sandbox.v1("GET", `/certifications/${impUid}`)).json).toMatchObject({
      response: { certified: false, merchant_uid: "m-1", pg_provider: "inicis_unified" },
    });
    await open({ generation: "v2", id: "idv1" });
    const { json } = await sandbox.v2("GET", "/identity-verifications/idv1");
    expect(pick(json, "status")).toBe("READY");
  });

  it.each([
    ["danal", { pg: "danal" }, {}],
    ["kcp_v2", { pg: "kcp_v2.MID" }, {}],
    ["inicis_unified", { channelKey: "channel-key-kakao" }, {}],
    ["danal", { channelKey: "channel-key-danal-without-phone" }, {}],
    ["inicis_unified", {}, { person: "no-di" }],
    ["kcp_v2", {}, { person: "no-di", provider: "kcp_v2" }],
  ])("is of %s for the window %j and the choice %j", async (provider, options, choice) => {
    const { imp_uid } = queryOf(await decide({ outcome: "verified", ...choice }, options));
    const { json } = await sandbox.v1("GET", `/certifications/${imp_uid ?? ""}`);
    expect(pick(json, "response.pg_provider")).toBe(provider);
  });
});

describe("the way back", () => {
  it("keeps the address's own query and says success", async () => {
    const answer = await decide({ outcome: "verified" }, { returnTo: `${back}?own=1` });
    expect(answer.status).toBe(303);
    expect(queryOf(answer)).toEqual({
      own: "1",
      imp_uid: expect.any(String),
      merchant_uid: "m-1",
      success: "true",
    });
  });

  it("uses imp_success, and leaves out the errors, by switches", async () => {
    expect(queryOf(await decide({ outcome: "cancelled" }))).toMatchObject({
      success: "false",
      error_code: "CANCEL",
    });
    await sandbox.control("switches", { impSuccess: true, redirectErrors: false });
    expect(queryOf(await decide({ outcome: "cancelled" }))).toEqual({
      imp_uid: expect.any(String),
      merchant_uid: "m-1",
      imp_success: "false",
    });
  });

  it("reports success for an unfinished one, to catch servers that trust the browser", async () => {
    const { imp_uid, success } = queryOf(await decide({ outcome: "unfinished" }));
    const { json } = await sandbox.v1("GET", `/certifications/${imp_uid ?? ""}`);
    expect([success, pick(json, "response.certified")]).toEqual(["true", false]);
  });

  it("never comes after no_callback, though the person is verified", async () => {
    const fields = hiddenFields(await open());
    const answer = await press({ ...fields, person: "adult", outcome: "no_callback" });
    expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
    const { json } = await sandbox.v1("GET", `/certifications/${fields["impUid"] ?? ""}`);
    expect(pick(json, "response.certified")).toBe(true);
  });
});

it("answers a second press of the same button alike", async () => {
  const fields = { ...hiddenFields(await open()), person: "adult", outcome: "verified" };
  const [first, second] = [await press(fields), await press({ ...fields, outcome: "cancelled" })];
  expect(queryOf(second)).toEqual(queryOf(first));
});

it.each([{ person: "nobody" }, { outcome: "maybe" }, { impUid: "imp_0" }, { provider: "nice" }])(
  "refuses a choice with %j",
  async (change) => {
    const fields = { ...hiddenFields(await open()), person: "adult", outcome: "verified" };
    expect((await press({ ...fields, ...change })).status).toBe(400);
  },
);

import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const shape = "key name birthday gender phone carrier foreigner ci di note".split(" ").sort();

it("lists the cast, and adds to it", async () => {
  const added = await sandbox.control("people", {
    key: "own",
    name: "시험",
    birthday: "1990-05-05",
  });
  const people = await sandbox.control("people", undefined, "GET");
  const all = Array.isArray(people) ? people : [];
  expect(all.map((person: object) => Object.keys(person).sort())).toEqual(all.map(() => shape));
  expect(all.at(-1)).toEqual(added);
});

it.each([
  ["people", { key: "x", name: "시험", birthday: "1990-02-30" }],
  ["people", { key: "x y", name: "시험", birthday: "1990-05-05" }],
  ["people", { name: "시험" }],
  ["certifications", { person: "nobody", merchant_uid: "m" }],
  ["certifications", { person: "adult", merchant_uid: "m", outcome: "maybe" }],
  ["certifications", { person: "adult", merchant_uid: "m", provider: "nice" }],
  ["certifications", { person: "adult" }],
  ["certifications", { person: "adult", merchant_uid: "m", certified_at: 1e300 }],
  ["identity-verifications", { person: "nobody", identityVerificationId: "i" }],
  ["identity-verifications", { person: "adult", identityVerificationId: "" }],
  ["identity-verifications", { person: "adult", identityVerificationId: "i", verifiedAt: 7 }],
  ["identity-verifications", { person: "adult", identityVerificationId: "i", channelType: "X" }],
  ["faults", { path: "no-slash" }],
  ["faults", { path: "/", status: 99 }],
  ["faults", { path: "/", times: 0 }],
  ["clock", { now: "soon" }],
  ["clock", { now: 9e15 }],
  ["clock", { offsetMs: -9e15 }],
  ["clock", {}],
  ["switches", { unknown: true }],
  ["people", "{broken"],
  ["people", "[]"],
  ["people", "null"],
])("answers 400 in JSON to %s with %j", async (path, body) => {
  const answer = await sandbox.call("POST", `/_sandbox/${path}`, body);
  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({ message: expect.any(String) });
});

describe("a fault", () => {
  const get = (path = "/certifications/imp_1") => sandbox.call("GET", path);

  it("answers the next calls of its path and method, then ends", async () => {
    const fault = { path: "/certifications", method: "get", status: 503, times: 2 };
    await sandbox.control("faults", fault);
    expect((await get("/identity-verifications/x")).status).toBe(401);
    expect((await sandbox.call("DELETE", "/certifications/imp_1")).status).toBe(401);
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([
      503, 503, 401,
    ]);
  });

  it.each([
    [{ body: "<html>" }, 200, "<html>"],
    [{ body: '{"code":0,', status: 502 }, 502, '{"code":0,'],
    [{ body: { code: 0 }, status: 200 }, 200, '{"code":0}'],
    [{ body: null }, 200, "null"],
  ])("sends a text as it is, anything else as JSON: %j", async (options, status, text) => {
    await sandbox.control("faults", { path: "/", ...options });
    const answer = await get();
    expect([answer.status, answer.text]).toEqual([status, text]);
  });

  it("delays, and then answers as usual", async () => {
    await sandbox.control("faults", { path: "/", delayMs: 300 });
    const begun = performance.now();
    expect((await get()).status).toBe(401);
    expect(performance.now() - begun).toBeGreaterThan(290);
  });

  it("drops the connection, and the log still has the call", async () => {
    await sandbox.control("faults", { path: "/certifications", drop: true });
    await expect(get()).rejects.toThrow("fetch failed");
    expect(await sandbox.control("requests", undefined, "GET")).toEqual([
      expect.objectContaining({ path: "/certifications/imp_1", status: null }),
    ]);
    expect((await get()).status).toBe(401);
  });

  it("is cleared, and never touches the control interface", async () => {
    await sandbox.control("faults", { path: "/", status: 500, times: 9 });
    expect((await get()).status).toBe(500);
    await sandbox.control("faults", undefined, "DELETE");
    expect((await get()).status).toBe(401);
  });
});

describe("the clock", () => {
  const now = async () =>
    Date.parse(String(pick(await sandbox.control("clock", undefined, "GET"), "now")));

  it("is moved to a time, and goes on ticking", async () => {
    await sandbox.control("clock", { now: "2030-01-01T00:00:00+09:00" });
    const begun = await now();
    expect(begun - Date.parse("2029-12-31T15:00:00Z")).toBeLessThan(2_000);
    await sleep(30);
    expect(await now()).toBeGreaterThan(begun);
    await sandbox.control("clock", { now: Date.UTC(2031, 0, 1) });
    expect(new Date(await now()).getUTCFullYear()).toBe(2031);
  });

  it("is moved by an offset, moves the cast's birthdays, and is put back", async () => {
    await sandbox.control("clock", { now: "2030-06-15T03:00:00Z" });
    const people = await sandbox.control("people", undefined, "GET");
    expect(people).toContainEqual(
      expect.objectContaining({ key: "of-age-today", birthday: "2011-06-15" }),
    );
    await sandbox.control("clock", { offsetMs: 3_600_000 });
    expect((await now()) - Date.now()).toBeGreaterThan(3_590_000);
    await sandbox.control("clock", undefined, "DELETE");
    expect(Math.abs((await now()) - Date.now())).toBeLessThan(2_000);
  });
});

it("logs the calls, newest first, without secrets and without its own interface", async () => {
  const secret = "do-not-show-me";
  await sandbox.call("POST", "/users/getToken", { imp_key: secret, imp_secret: secret });
  await sandbox.call("POST", `/certifications/otp/confirm/imp_1?token=${secret}`, { otp: secret });
  await sandbox.call("POST", "/login/api-secret", `{"apiSecret":"${secret}"`);
  await sandbox.v2("POST", "/identity-verifications/i/send", {
    channelKey: "shown",
    customer: { name: "홍길동", identityNumber: secret },
  });
  const { json, text } = await sandbox.call("GET", "/_sandbox/requests");
  expect(text).not.toContain(secret);
  expect(json).toMatchObject([
    {
      method: "POST",
      path: "/identity-verifications/i/send",
      status: 400,
      body: { channelKey: "shown" },
    },
    { path: "/login/api-secret", status: 400, body: null },
    { path: "/certifications/otp/confirm/imp_1", status: 401, query: {}, body: {} },
    { path: "/users/getToken", status: 200, at: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
});

it("keeps the last thousand calls", async () => {
  for (let at = 0; at < 1_005; at += 1) await sandbox.call("GET", `/x/${at}`);
  const log = await sandbox.control("requests", undefined, "GET");
  expect(log).toHaveLength(1_000);
  expect(log).toHaveProperty("0.path", "/x/1004");
});

it("forgets everything when reset", async () => {
  await sandbox.control("people", { key: "own", name: "시험", birthday: "1990-05-05" });
  const made = await sandbox.control("certifications", { person: "own", merchant_uid: "m" });
  await sandbox.control("switches", { birth: false });
  await sandbox.control("reset", {});
  const id = String(pick(made, "imp_uid"));
  expect((await sandbox.v1("GET", `/certifications/${id}`)).status).toBe(404);
  expect(await sandbox.control("switches", undefined, "GET")).toMatchObject({ birth: true });
});

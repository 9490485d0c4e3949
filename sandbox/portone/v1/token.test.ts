import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

const start = Date.UTC(2026, 0, 1);
let time = start;
let sandbox: SandboxCaller;
beforeEach(async () => {
  time = start;
  sandbox = await callSandbox({ now: () => new Date(time) });
});
afterEach(() => sandbox.close());

const keys = { imp_key: "any-key", imp_secret: "any-secret" };
async function ask(body: unknown = keys) {
  const { json } = await sandbox.call("POST", "/users/getToken", body);
  return {
    token: String(pick(json, "response.access_token")),
    now: pick(json, "response.now"),
    expiredAt: Number(pick(json, "response.expired_at")),
  };
}
async function isAccepted(headers: Record<string, string>) {
  return (await sandbox.call("GET", "/certifications/imp_1", undefined, headers)).status === 404;
}

it("lives thirty minutes of unix seconds, in PortOne's envelope", async () => {
  const answer = await sandbox.call("POST", "/users/getToken", keys);
  expect(answer.json).toEqual({
    code: 0,
    message: null,
    response: {
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
      now: start / 1000,
      expired_at: start / 1000 + 1_800,
    },
  });
});

it("is the same token with the same end until its last minute", async () => {
  const first = await ask();
  time += 29 * 60_000;
  expect(await ask()).toEqual({ ...first, now: time / 1000 });
});

it("lives five minutes longer when asked for in its last minute", async () => {
  const first = await ask();
  time += 29 * 60_000 + 1_000;
  expect(await ask()).toMatchObject({ token: first.token, expiredAt: first.expiredAt + 300 });
});

it("is another one after its end, and the old one is refused with 401", async () => {
  const first = await ask();
  time += 30 * 60_000;
  expect(await isAccepted({ authorization: first.token })).toBe(false);
  const second = await ask();
  expect(second.token).not.toBe(first.token);
  expect(await isAccepted({ authorization: second.token })).toBe(true);
});

it("is accepted bare, as Bearer and in the old header", async () => {
  const { token } = await ask();
  expect(await isAccepted({ authorization: token })).toBe(true);
  expect(await isAccepted({ authorization: `Bearer ${token}` })).toBe(true);
  expect(await isAccepted({ "X-ImpTokenHeader": token })).toBe(true);
  expect(await isAccepted({})).toBe(false);
  expect(await isAccepted({ authorization: "Bearer 0000" })).toBe(false);
});

it("is given for JSON and for form bodies, one for each key pair", async () => {
  const { token } = await ask();
  const form = new URLSearchParams(keys).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const { json } = await sandbox.call("POST", "/users/getToken", form, type);
  expect(pick(json, "response.access_token")).toBe(token);
  expect((await ask({ ...keys, imp_key: "another" })).token).not.toBe(token);
});

it.each([
  [401, { imp_key: "wrong-key", imp_secret: "any" }],
  [401, { imp_key: "any", imp_secret: "so-wrong" }],
  [400, { imp_key: "any" }],
  [400, "{not json"],
])("answers %i to %j", async (status, body) => {
  const answer = await sandbox.call("POST", "/users/getToken", body);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ code: -1, message: expect.any(String), response: null });
});

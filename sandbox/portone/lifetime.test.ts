import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "./call-sandbox";

/** Lifetimes follow the sandbox's clock, even if it is moved. */
let time = Date.UTC(2026, 0, 1);
let sandbox: SandboxCaller;
beforeEach(async () => {
  time = Date.UTC(2026, 0, 1);
  sandbox = await callSandbox({ now: () => new Date(time) });
});
afterEach(() => sandbox.close());

const keys = { imp_key: "any-key", imp_secret: "any-secret" };
const yearMs = 365 * 86_400_000;
const move = (offsetMs: number) => sandbox.control("clock", { offsetMs });
const clear = () => sandbox.control("clock", undefined, "DELETE");
const reset = () => sandbox.control("reset", {});
const back = [
  ["the clock is cleared", clear],
  ["the clock is moved back", () => move(-1_000)],
  ["everything is reset", reset],
  [
    "everything is reset, and the clock moved there again",
    async () => {
      await reset();
      await move(2 * yearMs);
    },
  ],
] as const;

const grants = {
  "V1's token": {
    ask: async () => (await sandbox.call("POST", "/users/getToken", keys)).json,
    isGood: async (grant: unknown) => {
      const authorization = String(pick(grant, "response.access_token"));
      const path = "/certifications/imp_1";
      return (await sandbox.call("GET", path, undefined, { authorization })).status !== 401;
    },
  },
  "V2's access": {
    ask: async () => (await sandbox.call("POST", "/login/api-secret", { apiSecret: "any" })).json,
    isGood: async (grant: unknown) => {
      const authorization = `Bearer ${String(pick(grant, "accessToken"))}`;
      const path = "/identity-verifications/i";
      return (await sandbox.call("GET", path, undefined, { authorization })).status !== 401;
    },
  },
  "V2's refresh": {
    ask: async () => (await sandbox.call("POST", "/login/api-secret", { apiSecret: "any" })).json,
    isGood: async (grant: unknown) => {
      const refreshToken = pick(grant, "refreshToken");
      return (await sandbox.call("POST", "/token/refresh", { refreshToken })).status !== 401;
    },
  },
} as const;

describe.each(Object.entries(grants))("%s", (_, { ask, isGood }) => {
  it.each(back)("of two years ahead is refused once %s", async (_, goBack) => {
    await move(2 * yearMs);
    const grant = await ask();
    await goBack();
    expect(await isGood(grant)).toBe(false);
  });

  it("of now is refused once the clock is moved before or far behind it", async () => {
    const grant = await ask();
    await move(-2 * yearMs);
    expect(await isGood(grant)).toBe(false);
    await move(2 * yearMs);
    expect(await isGood(grant)).toBe(false);
  });

  it("goes on while the clock moves within its time", async () => {
    await move(yearMs);
    const grant = await ask();
    await move(yearMs + 20 * 60_000);
    expect(await isGood(grant)).toBe(true);
  });
});

it("never gives a V1 client more than the lifetime, wherever the clock was before", async () => {
  for (const offsetMs of [0, 2 * yearMs, 0, -2 * yearMs, 0, 60_000, 0]) {
    await move(offsetMs);
    const { json } = await sandbox.call("POST", "/users/getToken", keys);
    const left = Number(pick(json, "response.expired_at")) - Number(pick(json, "response.now"));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1_800);
    expect(Number(pick(json, "response.now"))).toBe((time + offsetMs) / 1000);
  }
});

it("forgets a code that was asked for, with its record, when reset", async () => {
  const told = { name: "홍길동", phone: "01000000001", birth: "900101", carrier: "SKT" };
  const options = { ...told, gender_digit: "1", channel_key: "c" };
  const { json } = await sandbox.v1("POST", "/certifications/otp/request", options);
  await reset();
  const path = `/certifications/otp/confirm/${String(pick(json, "response.imp_uid"))}`;
  expect((await sandbox.v1("POST", path, { otp: "000000" })).status).toBe(404);
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let time = Date.UTC(2026, 0, 1);
let sandbox: SandboxCaller;
beforeEach(async () => {
  time = Date.UTC(2026, 0, 1);
  sandbox = await callSandbox({ now: () => new Date(time) });
});
afterEach(() => sandbox.close());

const path = "/identity-verifications/unknown";
const statusWith = async (authorization: string) =>
  (await sandbox.call("GET", path, undefined, { authorization })).status;
const logIn = async (apiSecret = "any-secret") =>
  (await sandbox.call("POST", "/login/api-secret", { apiSecret })).json;
const refresh = (refreshToken: unknown) => sandbox.call("POST", "/token/refresh", { refreshToken });

it("keys may be any API secret, but none that contains `wrong`", async () => {
  expect(await statusWith("PortOne any-secret")).toBe(404);
  for (const header of ["PortOne so-wrong", "PortOne ", "Bearer any", "Basic eA==", ""]) {
    expect(await statusWith(header)).toBe(401);
  }
  const answer = await sandbox.call("POST", "/login/api-secret", { apiSecret: "wrong" });
  expect([answer.status, pick(answer.json, "type")]).toEqual([401, "UNAUTHORIZED"]);
  expect((await sandbox.call("POST", "/login/api-secret", "{")).status).toBe(400);
});

it("a secret is exchanged for a token of thirty minutes", async () => {
  const { accessToken } = Object.assign({ accessToken: "" }, await logIn());
  expect(await statusWith(`Bearer ${accessToken}`)).toBe(404);
  time += 30 * 60_000;
  expect(await statusWith(`Bearer ${accessToken}`)).toBe(401);
});

it("tokens are renewed for a day; an older refresh token dies with each use", async () => {
  const first = pick(await logIn(), "refreshToken");
  await logIn("another-secret");
  const second = await refresh(first);
  expect(second.status).toBe(200);
  expect((await refresh(first)).status).toBe(401);
  time += 24 * 3_600_000;
  expect((await refresh(pick(second.json, "refreshToken"))).status).toBe(401);
  expect((await refresh(7)).status).toBe(400);
});

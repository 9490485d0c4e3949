import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "./call-sandbox";
import { startSandbox } from "./index";

let sandbox: SandboxCaller;
beforeAll(async () => {
  sandbox = await callSandbox();
});
afterAll(() => sandbox.close());

/** Raw bytes, which fetch cannot send. */
function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = "";
    socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
    socket.once("close", () => resolve(answer)).once("error", reject);
  });
}

describe("bad input", () => {
  it.each([
    ["GET", "/nowhere"],
    ["PATCH", "/certifications/imp_1"],
    ["POST", "/_sandbox/nowhere"],
    ["GET", "/v1/iamport.js/"],
    ["GET", "/identity-verifications/a/b"],
    ["OPTIONS", "/users/getToken"],
  ])("%s %s is 404 in JSON", async (method, path) => {
    const answer = await sandbox.call(method, path);
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ code: -1, type: expect.any(String), response: null });
  });

  it.each(["//", "/%", "/certifications/%E0%A4%A", "*", "http://[", "/\\..\\..", "/?%%%=%"])(
    "a target of %s is answered in JSON",
    async (target) => {
      const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 (400|401|404) |^HTTP\/1\.1 200 OK/);
      expect(answer).not.toMatch(/\bat .*\.ts/);
    },
  );

  it("input that is not HTTP gets 400 and does no harm", async () => {
    expect(await raw("\u0000\u0001 nonsense\r\n\r\n")).toContain("400");
    expect((await sandbox.call("GET", "/")).status).toBe(200);
  });

  it("a body above 64 kB is 413 in JSON", async () => {
    const fits = `{"imp_key":"${"x".repeat(60_000)}","imp_secret":"y"}`;
    expect((await sandbox.call("POST", "/users/getToken", fits)).status).toBe(200);
    for (const size of [66_000, 3_000_000]) {
      const answer = await sandbox.call("POST", "/users/getToken", "x".repeat(size));
      expect([answer.status, pick(answer.json, "code")]).toEqual([413, -1]);
    }
  });

  it("deep and odd JSON is 400, never a stack trace", async () => {
    for (const body of [
      "[".repeat(60_000),
      '{"__proto__":{"imp_key":"a"}}',
      "7",
      '"text"',
      "null",
    ]) {
      const answer = await sandbox.call("POST", "/users/getToken", body);
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain("at ");
    }
    expect((await sandbox.call("GET", "/_sandbox/requests")).status).toBe(200);
  });
});

it("says on every page and in every answer that it is not PortOne", async () => {
  for (const path of ["/", "/window"]) {
    const answer = await sandbox.call("GET", path);
    expect(answer.text).toContain("PortOne이 아니에요");
    expect(answer.headers.get("server")).toContain("not PortOne");
  }
});

it("gives REST no CORS, as PortOne does not, but its own script's calls", async () => {
  const cors = "access-control-allow-origin";
  const rest = await sandbox.call("POST", "/users/getToken", { imp_key: "a", imp_secret: "b" });
  expect(rest.headers.get(cors)).toBeNull();
  expect((await sandbox.call("POST", "/v2/prepare", {})).headers.get(cors)).toBe("*");
});

it("answers HEAD without a body, and serves the scripts as JavaScript", async () => {
  for (const path of ["/v1/iamport.js", "/js/iamport.payment-1.2.0.js", "/v2/browser-sdk.js"]) {
    const answer = await sandbox.call("HEAD", path);
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect(answer.headers.get("content-type")).toContain("text/javascript");
  }
});

it("refuses a port that is taken, and closes at once although a call hangs", async () => {
  const { port } = new URL(sandbox.url);
  await expect(startSandbox({ port: Number(port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  const other = await callSandbox();
  await other.control("faults", { path: "/", delayMs: 60_000 });
  const hanging = other.call("GET", "/x").catch(() => "cut");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const begun = performance.now();
  await other.close();
  expect(await hanging).toBe("cut");
  expect(performance.now() - begun).toBeLessThan(1_000);
});

it("lets a person change the switches and the clock by hand, but no page of another site", async () => {
  const press = (fields: Record<string, string>, site = "same-origin") =>
    sandbox.call("POST", "/", new URLSearchParams(fields).toString(), {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": site,
    });
  const options = { action: "switch", name: "impSuccess", on: "true" };
  expect((await press(options, "cross-site")).status).toBe(403);
  expect((await press(options)).status).toBe(303);
  expect(await sandbox.control("switches", undefined, "GET")).toMatchObject({ impSuccess: true });
  expect((await press({ action: "clock", days: "1" })).status).toBe(303);
  expect((await sandbox.call("GET", "/")).text).toContain("moved");
  expect((await press({ action: "unknown" })).status).toBe(400);
  await press({ action: "reset" });
  expect(await sandbox.control("switches", undefined, "GET")).toMatchObject({ impSuccess: false });
});

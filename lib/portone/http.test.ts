import { afterEach, describe, expect, it } from "vitest";
import { defaultDeadlineMs } from "./deadline";
import { callPortOne } from "./http";
import { json, startStandIn, type Reply, type StandIn } from "./stand-in.fixture";

let portone: StandIn | undefined;
afterEach(() => portone?.close());

async function call(replies: readonly Reply[], deadlineMs = 3_000) {
  portone = await startStandIn({ "/asked": replies });
  const began = performance.now();
  const reply = await callPortOne({
    origin: portone.url,
    path: "/asked",
    method: "GET",
    deadlineMs,
  });
  return { reply, tries: portone.calls.length, took: performance.now() - began };
}

describe("a call to PortOne", () => {
  it("gives the status and the JSON, also of a refusal", async () => {
    expect((await call([json({ a: 1 }, 404)])).reply).toEqual({
      kind: "answered",
      status: 404,
      json: { a: 1 },
    });
  });

  it.each([
    ["500", json({}, 500), "status_500", 3],
    ["502 with a page of 70 kB", { status: 502, body: "x".repeat(70_000) }, "status_502", 3],
    ["an answer that is always cut off", "cut", "connection", 3],
    ["503 without a body", { status: 503, body: "" }, "status_503", 3],
    ["a dropped connection", "drop", "connection", 3],
    ["429, which is not pressed further", json({}, 429), "status_429", 1],
    ["HTML", { status: 200, body: "<h1>maintenance</h1>" }, "not_json", 1],
    ["half a JSON", { status: 200, body: '{"code":0,"resp' }, "not_json", 1],
    ["nothing", { status: 200, body: "" }, "not_json", 1],
    ["a redirect, which is not followed", { status: 302, body: "moved" }, "not_json", 1],
    ["more than 64 kB", { status: 200, body: `"${"x".repeat(70_000)}"` }, "too_large", 1],
  ] as const)("is unavailable after %s", async (_name, fault, reason, tries) => {
    const seen = await call([fault]);
    expect(seen.reply).toMatchObject({ kind: "unavailable", reason });
    expect(seen.tries).toBe(tries);
  });

  it.each(["hang", "half"] as const)(
    "ends at its deadline when PortOne goes: %s",
    async (fault) => {
      const { reply, took } = await call([fault], 300);
      expect(reply).toMatchObject({ kind: "unavailable", reason: "timeout" });
      expect(took).toBeGreaterThan(250);
      expect(took).toBeLessThan(1_500);
    },
  );

  it("recovers from one drop and one 502 by itself", async () => {
    const { reply, tries } = await call(["drop", json({}, 502), json({ ok: true })]);
    expect(reply).toMatchObject({ kind: "answered", json: { ok: true } });
    expect(tries).toBe(3);
  });

  it("asks for all of it again after an answer that was cut off, never for the rest", async () => {
    const { reply, tries } = await call(["cut", "cut", json({ whole: true })]);
    expect(reply).toMatchObject({ kind: "answered", json: { whole: true } });
    expect(tries).toBe(3);
    expect(portone?.calls.map(({ range }) => range)).toEqual([null, null, null]);
  });

  it("takes many answers over few connections, good and bad ones mixed", async () => {
    const large = json({ text: "x".repeat(60_000) });
    portone = await startStandIn({
      "/good": [large],
      "/bad": [json({}, 503), json({ mended: true })],
      "/gone": [json({ type: "NOT_FOUND" }, 404)],
    });
    const { url: origin } = portone;
    const ask = (path: string) => callPortOne({ origin, path, method: "GET", deadlineMs: 8_000 });
    const paths = Array.from({ length: 90 }, (_, at) => ["/good", "/gone", "/bad"][at % 3] ?? "");
    const replies = await Promise.all(paths.map(ask));
    expect(replies.every(({ kind }) => kind === "answered")).toBe(true);
  });

  it("starts no second try that would outlast the deadline", async () => {
    const slow = { status: 500, body: "", delayMs: 200 };
    const { reply, tries, took } = await call([slow], 280);
    expect(reply).toMatchObject({ kind: "unavailable", reason: "status_500" });
    expect(tries).toBe(1);
    expect(took).toBeLessThan(1_000);
  });

  it("has one deadline over its tries and the waits between them", async () => {
    const slow = { status: 500, body: "", delayMs: 300 };
    const { reply, tries, took } = await call([slow, "hang"], 900);
    expect(reply).toMatchObject({ kind: "unavailable", reason: "timeout" });
    expect(tries).toBe(2);
    expect(took).toBeGreaterThan(850);
    expect(took).toBeLessThan(1_150);
  });

  it("is given ten seconds in all where nobody says otherwise", () => {
    expect(defaultDeadlineMs).toBe(10_000);
  });

  it("takes a 401 by its status, whatever its body", async () => {
    expect((await call([{ status: 401, body: "<h1>no</h1>" }])).reply).toEqual({
      kind: "answered",
      status: 401,
      json: null,
    });
  });

  it("is unavailable when nobody listens", async () => {
    portone = await startStandIn({});
    const { url: origin } = portone;
    await portone.close();
    const reply = await callPortOne({ origin, path: "/", method: "GET", deadlineMs: 2_000 });
    expect(reply).toMatchObject({ kind: "unavailable", reason: "connection" });
  });
});

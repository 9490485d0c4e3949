import { describe, expect, it } from "vitest";
import { enveloped, refusal, type Reply } from "./stand-in.fixture";
import { ask, grant, path, record, tokenPath } from "./v1.fixture";

describe("a certification of a PortOne V1 in trouble", () => {
  it.each([
    ["404", refusal(404), { kind: "unknown" }],
    ["400", refusal(400), { kind: "unknown" }],
    ["an empty envelope", enveloped(null), { kind: "unknown" }],
    ["403", refusal(403), { kind: "rejected-us" }],
    ["500", refusal(500), { kind: "unavailable", reason: "status_500" }],
    ["503", { status: 503, body: "" }, { kind: "unavailable", reason: "status_503" }],
    ["429", refusal(429), { kind: "unavailable", reason: "status_429" }],
    ["a drop", "drop", { kind: "unavailable", reason: "connection" }],
    ["HTML", { status: 200, body: "<p>" }, { kind: "unavailable", reason: "not_json" }],
    ["HTML as 404", { status: 404, body: "<p>" }, { kind: "unavailable", reason: "not_json" }],
    ["half a JSON", { status: 200, body: '{"c' }, { kind: "unavailable", reason: "not_json" }],
    ["code -1 as 200", refusal(200), { kind: "unavailable", reason: "unexpected_reply" }],
    [
      "no envelope at all",
      { status: 200, body: JSON.stringify(record) },
      { kind: "unavailable", reason: "unexpected_reply" },
    ],
    [
      "another record",
      enveloped({ ...record, imp_uid: "imp_000000000002" }),
      { kind: "unavailable", reason: "another_record" },
    ],
  ] as const)("tells what %s means", async (_name, reply, fetched) => {
    expect((await ask([reply])).fetched).toEqual(fetched);
  });

  it.each(["hang", "half"] as const)("is unavailable in time: %s", async (fault) => {
    const { fetched, took } = await ask([fault], { deadlineMs: 300 });
    expect(fetched).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(took).toBeLessThan(1_500);
  });

  const doors: [string, Reply[]][] = [
    ["the token never comes", ["hang"]],
    ["its renewal never comes", [grant("t1"), "hang"]],
  ];
  it.each(doors)("is unavailable in time when %s", async (_name, tokens) => {
    const { fetched, took } = await ask([refusal(401)], { tokens, deadlineMs: 300 });
    expect(fetched).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(took).toBeLessThan(1_500);
  });

  it("has only the time that a slow token has left", async () => {
    const tokens = [{ ...grant("t1"), delayMs: 500 }];
    const { fetched, took } = await ask(["hang"], { tokens, deadlineMs: 700 });
    expect(fetched).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(took).toBeLessThan(1_100);
  });

  it("has one deadline over its tries, its tokens and the waits between them", async () => {
    const slow = { ...refusal(500), delayMs: 300 };
    const begun = await ask([slow, "hang"], { deadlineMs: 900 });
    expect(begun.fetched).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(begun.took).toBeLessThan(1_200);
    const tokens = [
      { ...grant("t1"), delayMs: 250 },
      { ...grant("t2"), delayMs: 250 },
    ];
    const renewed = await ask([{ ...refusal(401), delayMs: 250 }, "hang"], {
      tokens,
      deadlineMs: 900,
    });
    expect(renewed.fetched).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(renewed.took).toBeLessThan(1_200);
  });

  it("goes on with a renewed token", async () => {
    const tokens = [grant("t1"), grant("t2")];
    const { fetched, to } = await ask([refusal(401), enveloped(record)], { tokens });
    expect(fetched.kind).toBe("verified");
    expect(to(path).map((call) => call.authorization)).toEqual(["t1", "t2"]);
  });

  it("is given up when the renewed token is refused too, whatever the body says", async () => {
    const { fetched, to } = await ask([{ status: 401, body: "<p>" }]);
    expect(fetched).toEqual({ kind: "rejected-us" });
    expect([to(path).length, to(tokenPath).length]).toEqual([2, 2]);
  });

  it("is not asked for when the keys are refused", async () => {
    const { fetched, to } = await ask([enveloped(record)], { tokens: [refusal(401)] });
    expect(fetched).toEqual({ kind: "rejected-us" });
    expect(to(path)).toHaveLength(0);
  });
});

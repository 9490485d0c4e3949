import { afterEach, describe, expect, it } from "vitest";
import { AccessToken } from "./access-token";
import { enveloped, refusal, startStandIn, type Reply, type StandIn } from "./stand-in.fixture";

const path = "/users/getToken";
const minute = 60_000;
let portone: StandIn | undefined;
afterEach(() => portone?.close());

/** PortOne's clock differs from ours by years: only its own difference may count. */
const grant = (token: string, seconds: number) =>
  enveloped({ access_token: token, now: 1_767_225_600, expired_at: 1_767_225_600 + seconds });

async function begin(replies: readonly Reply[], deadlineMs = 2_000) {
  const standIn = (portone = await startStandIn({ [path]: replies }));
  const clock = { now: 5_000 };
  const token = new AccessToken({
    apiUrl: standIn.url,
    impKey: "key",
    impSecret: "secret",
    now: () => clock.now,
    deadlineMs,
  });
  return { token, clock, asked: () => standIn.to(path) };
}
/** Whoever has asked in the background is heard by then. */
const heard = () => new Promise((resolve) => setTimeout(resolve, 150));
const granted = (token: string) => ({ kind: "token", token });

describe("V1's access token", () => {
  it("is asked for once, however many wait, with the keys as JSON", async () => {
    const { token, asked } = await begin([{ ...grant("t1", 1_800), delayMs: 50 }]);
    const all = await Promise.all(Array.from({ length: 50 }, () => token.get()));
    expect(new Set(all.map((reply) => JSON.stringify(reply)))).toEqual(
      new Set([JSON.stringify(granted("t1"))]),
    );
    expect(asked().map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ["POST", { imp_key: "key", imp_secret: "secret" }],
    ]);
  });

  // PortOne extends a token of which less than 60 seconds are left, and no other.
  it.each([0, 60_000, 900_000, 1_739_000, 1_740_000])(
    "is not asked for again %i milliseconds after it was given for half an hour",
    async (passed) => {
      const { token, clock, asked } = await begin([grant("t1", 1_800)]);
      await token.get();
      clock.now += passed;
      expect(await token.get()).toEqual(granted("t1"));
      await heard();
      expect(asked()).toHaveLength(1);
    },
  );

  it.each([1_755_000, 1_785_000])(
    "is asked for again %i milliseconds after it was given for half an hour",
    async (passed) => {
      const { token, clock, asked } = await begin([grant("t1", 1_800)]);
      await token.get();
      clock.now += passed;
      expect(await token.get()).toEqual(granted("t1"));
      await expect.poll(() => asked().length).toBe(2);
    },
  );

  it("tells PortOne's own time", async () => {
    const standIn = (portone = await startStandIn({ [path]: [grant("t1", 1_800)] }));
    const times: Date[] = [];
    const token = new AccessToken({
      apiUrl: standIn.url,
      impKey: "key",
      impSecret: "secret",
      now: () => 0,
      hearNow: (theirs) => times.push(theirs),
    });
    await token.get();
    expect(times).toEqual([new Date("2026-01-01T00:00:00Z")]);
  });

  it("serves on in its last minute while one request has it extended by five minutes", async () => {
    const { token, clock, asked } = await begin([grant("t1", 1_800), grant("t1", 330)]);
    await token.get();
    clock.now += 29.5 * minute;
    await Promise.all(Array.from({ length: 50 }, () => token.get()));
    await expect.poll(() => asked().length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    clock.now += 4 * minute;
    expect(await token.get()).toEqual(granted("t1"));
    expect(asked()).toHaveLength(2);
  });

  it("serves its last minute also when it cannot be extended", async () => {
    const { token, clock } = await begin([grant("t1", 1_800), "hang"], 200);
    await token.get();
    clock.now += 29.5 * minute;
    expect(await token.get()).toEqual(granted("t1"));
  });

  it("is waited for anew when too little of it is left for a call", async () => {
    const { token, clock } = await begin([grant("t1", 1_800), grant("t2", 1_800)]);
    await token.get();
    clock.now += 30 * minute - 5_000;
    expect(await token.get()).toEqual(granted("t2"));
  });

  it("is asked for again once it has been refused, by whoever was first", async () => {
    const { token, asked } = await begin([grant("t1", 1_800), grant("t2", 1_800)]);
    await token.get();
    token.forget("t1");
    expect(await token.get()).toEqual(granted("t2"));
    token.forget("t1");
    expect(await token.get()).toEqual(granted("t2"));
    expect(asked()).toHaveLength(2);
  });

  it.each([400, 401, 403])("is not given to refused keys (%i)", async (status) => {
    const { token } = await begin([refusal(status)]);
    expect(await token.get()).toEqual({ kind: "rejected-us" });
  });

  it.each([
    ["HTML", { status: 200, body: "<h1>" }, "not_json"],
    ["a hang", "hang", "timeout"],
    ["a grant without an end", enveloped({ access_token: "t", now: 1 }), "unexpected_token_reply"],
    [
      "a time that is no date",
      enveloped({ access_token: "t", now: 1e300, expired_at: 1e300 }),
      "unexpected_token_reply",
    ],
    ["an empty token", grant("", 1_800), "unexpected_token_reply"],
    ["a token that breaks a header", grant("a\r\nb: c", 1_800), "unexpected_token_reply"],
  ] as const)(
    "is unavailable after %s, and asked for again next time",
    async (_n, fault, reason) => {
      const { token } = await begin([fault, grant("t2", 1_800)], 300);
      expect(await token.get()).toEqual({ kind: "unavailable", reason });
      expect(await token.get()).toEqual(granted("t2"));
    },
  );
});

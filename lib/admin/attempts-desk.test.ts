import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { digestProviderId } from "@/lib/verification/provider-id-digest";
import {
  forgetLines,
  lineLifetime,
  WaitingLines,
  writeLines,
  type AttemptLine,
} from "./attempt-lines";
import { addressOfId, findAttempts, readIdAddress, type Asked } from "./find-attempts";

const { indexKeys } = inventKeys();
const id = () => randomBytes(16).toString("hex");
function inventLine(changes: Partial<AttemptLine> = {}): AttemptLine {
  return {
    at: new Date(),
    request: randomUUID(),
    attempt: id(),
    providerDigest: null,
    place: "/certifications",
    code: "verification_stale",
    reason: null,
    provider: "danal",
    milliseconds: 312,
    ...changes,
  };
}

describe.each(inject("databases"))("the attempts desk on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const ask = (asked: Asked, limit = 10) =>
    findAttempts(
      { id: "boss", address: "203.0.113.7" },
      { asked, after: null, limit },
      { statements: db.$statements, now: new Date() },
    );
  const byId = (typed: string) => {
    const ids = readIdAddress(addressOfId(typed, indexKeys) ?? "");
    if (ids === null) throw new Error(`Not an id: ${typed}`);
    return ask({ kind: "id", ids });
  };

  it("finds by what a caller reads out: the attempt, the request, PortOne's id", async () => {
    const portOneId = `imp_${randomBytes(6).toString("hex")}`;
    const providerDigest = digestProviderId(portOneId, indexKeys).current;
    const line = inventLine({ providerDigest });
    await writeLines(db.$statements, [line, inventLine()]);
    for (const typed of [line.attempt ?? "", line.request ?? "", portOneId, ` ${portOneId} `]) {
      expect((await byId(typed)).lines).toMatchObject([
        { attempt: line.attempt, code: "verification_stale", provider: "danal", milliseconds: 312 },
      ]);
    }
    expect(addressOfId(portOneId, indexKeys)).not.toContain(portOneId);
    expect((await byId(id())).lines).toEqual([]);
  });

  it("finds by a window of time and a code, a page at a time", async () => {
    const from = new Date(Date.now() + Math.floor(Math.random() * 1e10));
    const at = (seconds: number) => new Date(from.getTime() + seconds * 1_000);
    const lines = [0, 1, 2, 3].map((second) =>
      inventLine({ at: at(second), code: second === 2 ? "under_age" : null, attempt: null }),
    );
    await writeLines(db.$statements, lines);
    const window = { kind: "window", from, until: at(4), code: null } as const;
    const page = await ask(window, 3);
    expect(page.lines.map((line) => line.at)).toEqual([at(3), at(2), at(1)]);
    const rest = await findAttempts(
      { id: "boss", address: "203.0.113.7" },
      { asked: window, after: page.next, limit: 3 },
      { statements: db.$statements, now: new Date() },
    );
    expect([rest.lines.map((line) => line.at), rest.next]).toEqual([[from], null]);
    expect((await ask({ ...window, code: "under_age" })).lines).toHaveLength(1);
    expect((await ask({ ...window, until: at(1) })).lines).toHaveLength(1);
  });

  it("records that somebody looked", async () => {
    const before = await db.auditEvent.count({ where: { kind: "attempts_searched" } });
    await byId(id());
    expect(await db.auditEvent.count({ where: { kind: "attempts_searched" } })).toBe(before + 1);
  });

  it("keeps lines for a week, and cuts what is too long instead of losing the batch", async () => {
    const old = inventLine({ at: new Date(Date.now() - lineLifetime - 1_000) });
    const long = inventLine({ reason: "x".repeat(500) });
    await writeLines(db.$statements, [old, long]);
    expect(await forgetLines(db, new Date())).toBeGreaterThanOrEqual(1);
    expect((await byId(old.attempt ?? "")).lines).toEqual([]);
    expect((await byId(long.attempt ?? "")).lines[0]?.reason).toHaveLength(60);
  });
});

describe("lines that wait", () => {
  it("are bounded, and nonsense without an attempt is bounded by minute, place and code", () => {
    const waiting = new WaitingLines();
    const at = new Date(0);
    for (let count = 0; count < 100; count += 1) {
      waiting.add(inventLine({ at, attempt: null, code: "invalid_request" }));
    }
    waiting.add(inventLine({ at, attempt: null, code: "forbidden_origin" }));
    waiting.add(inventLine({ at: new Date(60_000), attempt: null, code: "invalid_request" }));
    expect(waiting.take()).toMatchObject({ dropped: 40, lines: { length: 62 } });
    for (let count = 0; count < 1_200; count += 1) waiting.add(inventLine({ at }));
    expect(waiting.take()).toMatchObject({ dropped: 200, lines: { length: 1_000 } });
    expect(waiting.take()).toEqual({ dropped: 0, lines: [] });
  });

  it.each(["", "x y", "'; --", "a".repeat(101), "한글"])("takes no id like %s", (text) =>
    expect(addressOfId(text, indexKeys)).toBeNull(),
  );
  it.each(["", "imp_123", "a.b", `${"a".repeat(43)}.`])("takes no address like %s", (text) =>
    expect(readIdAddress(text)).toBeNull(),
  );
});

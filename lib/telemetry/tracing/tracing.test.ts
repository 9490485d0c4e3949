import { randomBytes } from "node:crypto";
import { SpanStatusCode, trace, ROOT_CONTEXT } from "@opentelemetry/api";
import { afterEach, describe, expect, it } from "vitest";
import { startCollector, type Collector } from "@/e2e/support/servers/collector";
import { allowedValue } from "./allowed";
import { TraceParent } from "./context";
import { Exporter, mostWaiting, type CollectorState } from "./exporter";
import type { EndedSpan } from "./span";
import { KeptTracer } from "./tracer";

describe("what a part of a trace may say", () => {
  it.each([
    ["http.route", "/admin/people/[id]", true],
    ["http.route", "/", true],
    ["http.route", "/admin/people/01000007777", false],
    ["http.route", "/admin/people/clx0000000000", false],
    ["http.route", "/signup?name=x", false],
    ["http.route", "/홍카나리아", false],
    ["http.status_code", 503, true],
    ["http.method", "POST", true],
    ["http.target", "/signup", false],
    ["http.url", "https://example.com/", false],
    ["error.type", "TypeError", true],
    ["error.type", "no 홍카나리아", false],
    ["code", "provider_unavailable", true],
    ["code", "hong@example.com", false],
    ["next.span_name", "GET /signup", false],
    ["constructor", "x", false],
  ])("%s of %s: %s", (name, value, may) => {
    expect(allowedValue(name, value)).toBe(may ? value : null);
  });

  it("keeps no name, event, link or message that is given to it", () => {
    const ended: EndedSpan[] = [];
    const tracer = new KeptTracer({ clock: () => 1_000, ended: (span) => ended.push(span) }, 1);
    const span = tracer.startSpan("fetch GET https://example.com/?name=홍카나리아", {
      attributes: { "http.method": "GET", "http.url": "https://example.com/?name=홍카나리아" },
      links: [
        { context: tracer.startSpan("other").spanContext(), attributes: { name: "홍카나리아" } },
      ],
    });
    span.addEvent("홍카나리아").setStatus({ code: SpanStatusCode.ERROR, message: "홍카나리아" });
    span.recordException(new TypeError("홍카나리아"));
    span.updateName("홍카나리아").end();
    span.setAttribute("code", "too_late").end();
    expect(ended).toHaveLength(1);
    expect(ended[0]).toMatchObject({ name: "other", hasFailed: true, parentSpanId: null });
    expect([...(ended[0]?.attributes ?? [])]).toEqual([
      ["http.method", "GET"],
      ["error.type", "TypeError"],
    ]);
  });
});

describe("which traces are kept", () => {
  const keptOf = (share: number, ids: string[]) => {
    const ended: EndedSpan[] = [];
    const tracer = new KeptTracer({ clock: () => 1_000, ended: (span) => ended.push(span) }, share);
    for (const id of ids) {
      const header = { traceparent: `00-${id}-00f067aa0ba902b7-01` };
      tracer.startSpan("part", {}, new TraceParent().extract(ROOT_CONTEXT, header)).end();
    }
    return ended.map(({ traceId }) => traceId);
  };
  const ids = Array.from({ length: 400 }, () => randomBytes(16).toString("hex"));

  it("is a share of them, the same at every server, whatever the caller wishes", () => {
    expect(keptOf(1, ids)).toEqual(ids);
    expect(keptOf(0, ids)).toEqual([]);
    const some = keptOf(0.1, ids);
    // Forty, give or take.
    expect(some.length).toBeGreaterThan(8);
    expect(some.length).toBeLessThan(90);
    expect(keptOf(0.1, ids)).toEqual(some);
  });

  it.each(["", "00-0-0-01", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, "홍카나리아"])(
    "begins anew where traceparent is %j",
    (traceparent) => {
      const context = new TraceParent().extract(ROOT_CONTEXT, { traceparent });
      expect(trace.getSpanContext(context)).toBeUndefined();
    },
  );
});

describe("sending", () => {
  const open: Collector[] = [];
  afterEach(async () => {
    for (const collector of open.splice(0)) await collector.close();
  });
  const part = (name: string): EndedSpan => ({
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    parentSpanId: null,
    name,
    kind: 1,
    began: 1_700_000_000_000.25,
    ended: 1_700_000_000_001,
    attributes: new Map<string, string | number>([
      ["http.status_code", 200],
      ["code", "x"],
    ]),
    hasFailed: true,
  });

  it("writes what a collector takes, to the nanosecond", async () => {
    const collector = await startCollector();
    open.push(collector);
    const exporter = new Exporter({
      endpoint: collector.url,
      headers: {},
      service: "s",
      tell: () => undefined,
    });
    exporter.take(part("one"));
    await exporter.flush();
    expect(collector.spans).toHaveLength(1);
    expect(collector.spans[0]).toMatchObject({
      name: "one",
      kind: 2,
      startTimeUnixNano: "1700000000000250000",
      endTimeUnixNano: "1700000000001000000",
      status: { code: 2 },
    });
    // Once a stop has begun, each is sent as it ends.
    exporter.take(part("two"));
    await expect.poll(() => collector.spans.map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("says once that the collector is away, keeps no more than it may, and once that it is back", async () => {
    const collector = await startCollector();
    await collector.close();
    const heard: CollectorState[] = [];
    const exporter = new Exporter({
      endpoint: collector.url,
      headers: {},
      service: "s",
      tell: (state) => heard.push(state),
    });
    await exporter.flush();
    for (let count = 0; count < mostWaiting + 2_000; count += 1) exporter.take(part("lost"));
    for (let turns = 0; turns < 3; turns += 1) await exporter.flush();
    expect(heard).toEqual([{ kind: "away", reason: "connection" }]);
    const again = await startCollector(Number(new URL(collector.url).port));
    open.push(again);
    for (let turns = 0; turns < 3; turns += 1) await exporter.flush();
    expect(heard).toHaveLength(2);
    const { dropped } = heard[1]?.kind === "back" ? heard[1] : { dropped: 0 };
    expect(dropped + again.spans.length).toBe(mostWaiting + 2_000);
    expect(again.spans.length).toBeLessThanOrEqual(mostWaiting);
  });
});

import { randomBytes } from "node:crypto";
import {
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Tracer,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { afterEach, describe, expect, it } from "vitest";
import { startCollector, type Collector } from "@/e2e/support/servers/collector";
import { allowedValue } from "./allowed";
import type { CollectorState } from "./allowed-exporter";
import { tracing } from "./start-tracing";

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

  it("sends no name, event, link or message that is given to it", async () => {
    const { tracer, sent } = await open(1);
    const span = tracer.startSpan("fetch GET https://example.com/?name=홍카나리아", {
      attributes: { "http.method": "GET", "http.url": "https://example.com/?name=홍카나리아" },
      links: [
        { context: tracer.startSpan("other").spanContext(), attributes: { name: "홍카나리아" } },
      ],
    });
    span.addEvent("홍카나리아").setStatus({ code: SpanStatusCode.ERROR, message: "홍카나리아" });
    span.recordException(new TypeError("홍카나리아"));
    span.updateName("홍카나리아").end();
    const { spans, bodies } = await sent();
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ name: "other", status: { code: 2 } });
    expect([...(spans[0]?.attributes ?? [])]).toEqual([
      ["http.method", "GET"],
      ["error.type", "TypeError"],
    ]);
    expect(bodies.join("")).not.toContain("홍카나리아");
  });
});

describe("which traces are kept", () => {
  const keptOf = async (share: number, ids: string[]) => {
    const { tracer, sent } = await open(share);
    for (const id of ids) {
      const header = { traceparent: `00-${id}-00f067aa0ba902b7-00`, tracestate: "who=anybody" };
      tracer.startSpan("part", {}, extract(header)).end();
    }
    return (await sent()).spans.map(({ traceId }) => traceId);
  };
  const ids = Array.from({ length: 400 }, () => randomBytes(16).toString("hex"));

  it("is a share of them, the same at every server, whatever the caller wishes", async () => {
    expect(await keptOf(1, ids)).toEqual(ids);
    expect(await keptOf(0, ids)).toEqual([]);
    const some = await keptOf(0.1, ids);
    // Forty, give or take.
    expect(some.length).toBeGreaterThan(8);
    expect(some.length).toBeLessThan(90);
    expect(await keptOf(0.1, ids)).toEqual(some);
  });

  it("never tells what a caller wrote beside its number", async () => {
    const { tracer, sent } = await open(1);
    const header = {
      traceparent: `00-${ids[0]}-00f067aa0ba902b7-01`,
      tracestate: "name=01000007777",
    };
    tracer.startSpan("part", {}, extract(header)).end();
    const { bodies } = await sent();
    expect(bodies.join("")).toContain(ids[0]);
    expect(bodies.join("")).not.toContain("01000007777");
  });
});

describe("sending", () => {
  it("writes what a collector takes, to the nanosecond", async () => {
    const { tracer, collector, sent } = await open(1);
    tracer
      .startSpan("one", { startTime: [1_700_000_000, 250_001] })
      .setAttribute("http.status_code", 200)
      .end([1_700_000_000, 1_000_000]);
    const { spans } = await sent();
    expect(spans).toMatchObject([
      {
        name: "one",
        kind: 1,
        startTimeUnixNano: "1700000000000250001",
        endTimeUnixNano: "1700000000001000000",
      },
    ]);
    expect(spans[0]?.attributes.get("http.status_code")).toBe("200");
    // Once a stop has begun, each is sent as it ends.
    tracer.startSpan("two").end();
    await expect.poll(() => collector.spans.map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("says once that the collector refuses, and once that it is back, with what was lost", async () => {
    const { tracer, collector, heard, flush } = await open(1);
    collector.refuses = true;
    for (let count = 0; count < 3; count += 1) tracer.startSpan("lost").end();
    await flush();
    expect(heard).toEqual([{ kind: "away", reason: "status_400" }]);
    collector.refuses = false;
    tracer.startSpan("kept").end();
    await flush();
    await expect.poll(() => heard.slice(1)).toEqual([{ kind: "back", dropped: 3 }]);
    expect(collector.spans.map(({ name }) => name)).toEqual(["kept"]);
  });

  it("says that nobody answers", async () => {
    const { tracer, collector, heard, flush } = await open(1);
    await collector.close();
    tracer.startSpan("lost").end();
    await flush();
    expect(heard).toEqual([{ kind: "away", reason: "connection" }]);
  });
});

const opened: Collector[] = [];
afterEach(async () => {
  for (const collector of opened.splice(0)) await collector.close();
});

async function open(share: number) {
  const collector = await startCollector();
  opened.push(collector);
  const heard: CollectorState[] = [];
  const { provider, flush } = tracing({
    endpoint: collector.url,
    headers: {},
    service: "s",
    share,
    tell: (state) => heard.push(state),
  });
  const tracer: Tracer = provider.getTracer("test");
  const sent = async () => {
    await flush();
    return collector;
  };
  return { tracer, collector, heard, flush, sent };
}

function extract(header: Record<string, string>) {
  return new W3CTraceContextPropagator().extract(ROOT_CONTEXT, header, defaultTextMapGetter);
}

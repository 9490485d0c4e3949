import type { EndedSpan } from "./span";

/** The JSON form of OTLP (opentelemetry-proto, trace/v1): what a collector takes at /v1/traces. */
export function writeOtlp(spans: readonly EndedSpan[], service: string): string {
  const scope = { name: "verified-signup" };
  const resource = { attributes: attributesOf([["service.name", service]]) };
  const scopeSpans = [{ scope, spans: spans.map(spanOf) }];
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] });
}

function spanOf(span: EndedSpan) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== null && { parentSpanId: span.parentSpanId }),
    name: span.name,
    // The API counts from 0, the protocol from 1, where 0 is "not said".
    kind: span.kind + 1,
    startTimeUnixNano: nanosecondsOf(span.began),
    endTimeUnixNano: nanosecondsOf(span.ended),
    attributes: attributesOf(span.attributes),
    status: span.hasFailed ? { code: 2 } : {},
  };
}

function attributesOf(attributes: Iterable<readonly [string, string | number]>) {
  return [...attributes].map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: `${value}` } : { stringValue: value },
  }));
}

/** More digits than a number holds. */
function nanosecondsOf(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  return `${BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1e6))}`;
}

import { randomBytes } from "node:crypto";
import {
  context as contexts,
  INVALID_SPANID,
  INVALID_TRACEID,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
} from "@opentelemetry/api";
import { KeptSpan, type Making } from "./span";

/** One tracer for whoever asks: what a part may say is the same for all. */
export class KeptTracer implements Tracer, TracerProvider {
  /** `share`: of the traces that are kept, 0 to 1. */
  constructor(
    private readonly making: Making,
    private readonly share: number,
  ) {}

  getTracer(): Tracer {
    return this;
  }

  startSpan(name: string, options: SpanOptions = {}, within = contexts.active()): Span {
    const parent = options.root === true ? undefined : trace.getSpanContext(within);
    const traceId = parent?.traceId ?? randomId(16, INVALID_TRACEID);
    const context = {
      traceId,
      spanId: randomId(8, INVALID_SPANID),
      traceFlags: isKept(traceId, this.share) ? TraceFlags.SAMPLED : TraceFlags.NONE,
    };
    const ids = { context, parent: parent?.spanId ?? null };
    return new KeptSpan(name, ids, this.making, options);
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, Context, F]
  ): ReturnType<F>;
  startActiveSpan(
    name: string,
    ...rest: [Work] | [SpanOptions, Work] | [SpanOptions, Context, Work]
  ): unknown {
    const [options, within, work] =
      rest.length === 1
        ? [{}, contexts.active(), rest[0]]
        : rest.length === 2
          ? [rest[0], contexts.active(), rest[1]]
          : rest;
    const span = this.startSpan(name, options, within);
    return contexts.with(trace.setSpan(within, span), work, undefined, span);
  }
}

/** By the trace's own id, so that all its parts are kept or none; a caller's wish does not count. */
function isKept(traceId: string, share: number): boolean {
  return Number.parseInt(traceId.slice(-12), 16) < share * 2 ** 48;
}

function randomId(bytes: number, invalid: string): string {
  const id = randomBytes(bytes).toString("hex");
  return id === invalid ? randomId(bytes, invalid) : id;
}

type Work = (span: Span) => unknown;

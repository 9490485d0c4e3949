import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace";
import { traceBy, type Notes } from "../traced";
import { AllowedExporter, type CollectorState } from "./allowed-exporter";

/** Milliseconds that one batch may take, with its tries. */
const longestExport = 5_000;

/**
 * Keeps traces from now on: Next's own parts of each request, and ours within them. Next asks the OpenTelemetry API
 * for a tracer with each of them, so that nothing is patched, and nothing has to be loaded before `http` is.
 */
export function startTracing(collector: Collector): void {
  const { provider, flush } = tracing(collector);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer("verified-signup");
  traceBy({
    part: (name, work, told) =>
      tracer.startActiveSpan(name, { kind: SpanKind.CLIENT }, async (span) => {
        try {
          const result = await work();
          if (told !== undefined) span.setAttributes(stated(told(result)));
          return result;
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
    note: (notes) => trace.getActiveSpan()?.setAttributes(stated(notes)),
    flush,
  });
}

/**
 * What keeps the traces. The sampler goes by the trace's own id, so that all its parts are kept or none, whatever the
 * caller wishes; of parts that wait, at most the library's 2,048 are held.
 * `flush`: sends everything, and from now on each part as it ends.
 */
export function tracing({ endpoint, headers, service, share, tell }: Collector): Tracing {
  const otlp = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: longestExport,
  });
  const batches = new BatchSpanProcessor({ exporter: new AllowedExporter(otlp, tell) });
  let isEager = false;
  const atOnce: SpanProcessor = {
    onStart: () => undefined,
    onEnd: () => {
      if (isEager) void batches.forceFlush();
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanLimits: { linkCountLimit: 0, eventCountLimit: 1 },
    spanProcessors: [batches, atOnce],
  });
  const flush = () => {
    isEager = true;
    return batches.forceFlush();
  };
  return { provider, flush };
}

function stated(notes: Notes): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(notes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export type Collector = {
  /** OTEL_EXPORTER_OTLP_ENDPOINT. */
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  /** Under which name the traces stand there. */
  service: string;
  /** Of the traces, 0 to 1. */
  share: number;
  tell: (heard: CollectorState) => void;
};
export type Tracing = { provider: TracerProvider; flush: () => Promise<void> };

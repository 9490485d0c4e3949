import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { traceBy, type Notes } from "../traced";
import { AwaitedContext, TraceParent } from "./context";
import { Exporter, type Collector } from "./exporter";
import { KeptTracer } from "./tracer";

/**
 * Keeps traces from now on: Next's own parts of each request, and ours within them. Next asks the OpenTelemetry API
 * for a tracer with each of them, so that nothing is patched, and nothing has to be loaded before `http` is.
 * `share`: of the traces, 0 to 1.
 */
export function startTracing(collector: Collector, share: number): void {
  const exporter = new Exporter(collector);
  const clock = () => performance.timeOrigin + performance.now();
  const tracer = new KeptTracer({ clock, ended: (span) => exporter.take(span) }, share);
  context.setGlobalContextManager(new AwaitedContext());
  propagation.setGlobalPropagator(new TraceParent());
  trace.setGlobalTracerProvider(tracer);
  exporter.start();
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
    flush: () => exporter.flush(),
  });
}

function stated(notes: Notes): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(notes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

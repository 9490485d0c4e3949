import { AsyncLocalStorage } from "node:async_hooks";
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  INVALID_SPANID,
  INVALID_TRACEID,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type ContextManager,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from "@opentelemetry/api";

/** Which part is under way follows the code through what it awaits. */
export class AwaitedContext implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...options: A) => ReturnType<F>>(
    context: Context,
    work: F,
    self?: ThisParameterType<F>,
    ...options: A
  ): ReturnType<F> {
    return this.storage.run(context, () => work.call(self, ...options));
  }

  bind<T>(context: Context, target: T): T {
    if (typeof target !== "function") return target;
    const run = (self: unknown, options: unknown[]): unknown =>
      this.storage.run(context, () => Reflect.apply(target, self, options));
    return new Proxy(target, { apply: (_target, self, options) => run(self, options) });
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.storage.disable();
    return this;
  }
}

/**
 * `traceparent` of W3C: two random numbers, by which a proxy's trace goes on here. `tracestate` and `baggage` hold
 * what anybody writes, and are not read.
 */
export class TraceParent implements TextMapPropagator {
  extract(
    context: Context,
    carrier: unknown,
    getter: TextMapGetter<unknown> = defaultTextMapGetter,
  ): Context {
    const header = getter.get(carrier, "traceparent");
    const text = Array.isArray(header) ? header[0] : header;
    const [, traceId, spanId] =
      /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(text ?? "") ?? [];
    if (traceId === undefined || traceId === INVALID_TRACEID) return context;
    if (spanId === undefined || spanId === INVALID_SPANID) return context;
    const parent = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
    return trace.setSpanContext(context, parent);
  }

  inject(
    context: Context,
    carrier: unknown,
    setter: TextMapSetter<unknown> = defaultTextMapSetter,
  ): void {
    const span = trace.getSpanContext(context);
    if (span === undefined) return;
    const flags = (span.traceFlags & TraceFlags.SAMPLED) === 0 ? "00" : "01";
    setter.set(carrier, "traceparent", `00-${span.traceId}-${span.spanId}-${flags}`);
  }

  fields(): string[] {
    return ["traceparent"];
  }
}

import {
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Attributes,
  type Exception,
  type Span,
  type SpanContext,
  type SpanOptions,
  type SpanStatus,
  type TimeInput,
} from "@opentelemetry/api";
import { allowedValue, nameOf } from "./allowed";

/** A part that is under way. It keeps what may be sent and forgets the rest at once: events, links, messages. */
export class KeptSpan implements Span {
  private readonly attributes = new Map<string, string | number>();
  private readonly began: number;
  private readonly kind: SpanKind;
  private hasFailed = false;
  private hasEnded = false;

  constructor(
    private readonly given: string,
    private readonly ids: { context: SpanContext; parent: string | null },
    private readonly made: Making,
    { kind = SpanKind.INTERNAL, attributes = {}, startTime }: SpanOptions,
  ) {
    this.kind = kind;
    this.began = millisecondsOf(startTime, made.clock);
    this.setAttributes(attributes);
  }

  spanContext(): SpanContext {
    return this.ids.context;
  }

  isRecording(): boolean {
    return !this.hasEnded && (this.ids.context.traceFlags & TraceFlags.SAMPLED) !== 0;
  }

  setAttribute(name: string, value: unknown): this {
    const allowed = this.isRecording() ? allowedValue(name, value) : null;
    if (allowed !== null) this.attributes.set(name, allowed);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
    return this;
  }

  /** Next says of a fault what went wrong in words, which may quote anybody: only that it did is kept. */
  setStatus({ code }: SpanStatus): this {
    this.hasFailed = code === SpanStatusCode.ERROR;
    return this;
  }

  recordException(exception: Exception): void {
    if (exception instanceof Error) this.setAttribute("error.type", exception.name);
  }

  /** A name is put together at the end. */
  updateName(): this {
    return this;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  end(endTime?: TimeInput): void {
    if (!this.isRecording()) return;
    this.hasEnded = true;
    const { context, parent } = this.ids;
    this.made.ended({
      traceId: context.traceId,
      spanId: context.spanId,
      parentSpanId: parent,
      name: nameOf(this.given, this.attributes),
      kind: this.kind,
      began: this.began,
      ended: Math.max(this.began, millisecondsOf(endTime, this.made.clock)),
      attributes: this.attributes,
      hasFailed: this.hasFailed,
    });
  }
}

/** Milliseconds of the epoch; small numbers are those of `performance.now()`. */
function millisecondsOf(time: TimeInput | undefined, clock: () => number): number {
  if (time === undefined) return clock();
  if (time instanceof Date) return time.getTime();
  if (Array.isArray(time)) return time[0] * 1_000 + time[1] / 1e6;
  return time < performance.timeOrigin ? performance.timeOrigin + time : time;
}

export type Making = {
  /** Milliseconds of the epoch, and fractions of them. */
  clock: () => number;
  ended: (span: EndedSpan) => void;
};
export type EndedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: SpanKind;
  /** Milliseconds of the epoch. */
  began: number;
  ended: number;
  attributes: ReadonlyMap<string, string | number>;
  hasFailed: boolean;
};

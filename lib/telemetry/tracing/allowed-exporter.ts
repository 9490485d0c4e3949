import { SpanStatusCode, type SpanContext } from "@opentelemetry/api";
import { ExportResultCode, type ExportResult } from "@opentelemetry/core";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { allowedValue, nameOf } from "./allowed";

/**
 * Hands on what `allowed` lets through, and nothing else: no event, link, message or state of a caller. A collector
 * that is away costs its traces and nothing else. `tell` hears when it goes and when it is back.
 */
export class AllowedExporter implements SpanExporter {
  private lost: number | null = null;

  constructor(
    private readonly to: SpanExporter,
    private readonly tell: (heard: CollectorState) => void,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.to.export(spans.map(allowedOf), (result) => {
      this.note(result, spans.length);
      // It is told already; the processor would tell each batch.
      done({ code: ExportResultCode.SUCCESS });
    });
  }

  async forceFlush(): Promise<void> {
    await this.to.forceFlush?.();
  }

  shutdown(): Promise<void> {
    return this.to.shutdown();
  }

  private note({ code, error }: ExportResult, count: number): void {
    if (code === ExportResultCode.SUCCESS) {
      if (this.lost !== null) this.tell({ kind: "back", dropped: this.lost });
      this.lost = null;
      return;
    }
    if (this.lost === null) this.tell({ kind: "away", reason: reasonOf(error) });
    this.lost = (this.lost ?? 0) + count;
  }
}

/** The status that a collector refused with. */
function reasonOf(error: Error | undefined): string {
  const status = error !== undefined && "code" in error ? error.code : undefined;
  return typeof status === "number" ? `status_${status}` : "connection";
}

function allowedOf(span: ReadableSpan): ReadableSpan {
  const thrown = span.events.map(({ attributes }) => attributes?.["exception.type"]).at(-1);
  const given = Object.entries({ ...span.attributes, "error.type": thrown });
  const allowed = new Map(
    given.flatMap(([name, value]) => {
      const mayBe = allowedValue(name, value);
      return mayBe === null ? [] : [[name, mayBe] as const];
    }),
  );
  const { code } = span.status;
  return {
    name: nameOf(span.name, allowed),
    kind: span.kind,
    spanContext: () => idsOf(span.spanContext()),
    ...(span.parentSpanContext && { parentSpanContext: idsOf(span.parentSpanContext) }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    // Next says of a fault what went wrong in words, which may quote anybody: only that it did is told.
    status: { code: code === SpanStatusCode.ERROR ? code : SpanStatusCode.UNSET },
    attributes: Object.fromEntries(allowed),
    ...{ events: [], links: [] },
    ...{ droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 },
    resource: span.resource,
    instrumentationScope: { name: "verified-signup" },
  };
}

/** Without `tracestate`, which holds what anybody writes. */
function idsOf({ traceId, spanId, traceFlags }: SpanContext): SpanContext {
  return { traceId, spanId, traceFlags };
}

/** `dropped`: parts that were lost meanwhile. */
export type CollectorState = { kind: "away"; reason: string } | { kind: "back"; dropped: number };

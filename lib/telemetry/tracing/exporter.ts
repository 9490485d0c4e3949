import { request } from "undici";
import type { EndedSpan } from "./span";
import { writeOtlp } from "./otlp";

/** Parts that wait at most; whatever comes then is dropped, so that nothing piles up. */
export const mostWaiting = 2_048;
const batch = 512;
/** Milliseconds. */
const pause = 5_000;
const longest = 10_000;

/**
 * Sends what has ended to a collector, OTLP over HTTP as JSON, a batch at a time and each once: a collector that is
 * away costs its traces and nothing else. `tell` hears when it goes and when it is back.
 */
export class Exporter {
  private waiting: EndedSpan[] = [];
  private sending: Promise<void> | undefined;
  private isAway = false;
  private isEager = false;
  private dropped = 0;

  constructor(private readonly to: Collector) {}

  /** Begins to send; keeps no process alive. */
  start(): void {
    setInterval(() => void this.send(), pause).unref();
  }

  take(span: EndedSpan): void {
    if (this.waiting.length >= mostWaiting) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(span);
    if (this.isEager || this.waiting.length === batch) void this.send();
  }

  /** Sends everything, and from now on each part as it ends. */
  async flush(): Promise<void> {
    this.isEager = true;
    await this.send();
  }

  private send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const spans = this.waiting.splice(0, batch);
      const reason = await post(this.to, writeOtlp(spans, this.to.service));
      if (reason !== null) this.dropped += spans.length;
      this.note(reason);
      // The rest waits for the next turn, or is pushed out.
      if (reason !== null) return;
    }
  }

  /** Once when it goes, and once when it is back: a line each. */
  private note(reason: string | null): void {
    if (reason === null && this.isAway) this.to.tell({ kind: "back", dropped: this.dropped });
    if (reason !== null && !this.isAway) this.to.tell({ kind: "away", reason });
    this.isAway = reason !== null;
    if (reason === null) this.dropped = 0;
  }
}

/** Sends no trace at all. @returns why the collector takes none; null if it does. */
export function askCollector(to: Address): Promise<string | null> {
  return post(to, writeOtlp([], to.service));
}

async function post({ endpoint, headers }: Address, body: string): Promise<string | null> {
  try {
    const { statusCode, body: answer } = await request(`${endpoint}/v1/traces`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(longest),
    });
    await answer.dump();
    return statusCode < 300 ? null : `status_${statusCode}`;
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return isLate ? "timeout" : "connection";
  }
}

type Address = {
  /** OTEL_EXPORTER_OTLP_ENDPOINT. */
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  /** Under which name the traces stand there. */
  service: string;
};
export type Collector = Address & { tell: (heard: CollectorState) => void };
/** `dropped`: parts that are lost meanwhile. */
export type CollectorState = { kind: "away"; reason: string } | { kind: "back"; dropped: number };

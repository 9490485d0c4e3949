import { z } from "zod";

/** The given clock moved by an offset. */
export class Clock {
  private offsetMs = 0;

  constructor(private readonly given: () => Date = () => new Date()) {}

  now(): Date {
    return new Date(this.given().getTime() + this.offsetMs);
  }

  /** Unix seconds, as in V1. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  /** YYYY-MM-DD in Seoul, `days` from today. */
  seoulDay({ days = 0 } = {}): string {
    return seoulTime(new Date(this.now().getTime() + days * dayMs)).slice(0, 10);
  }

  /** A span of `seconds` from the current second. */
  span(seconds: number): Span {
    const from = this.seconds();
    return { from, until: from + seconds };
  }

  /** A span that begins in the future was made before the clock was moved back. */
  isWithin({ from, until }: Span): boolean {
    const now = this.seconds();
    return from <= now && now < until;
  }

  /** False, without a change, if the new time is outside the years 1971 to 9998. */
  move(options: ClockOptions): boolean {
    const offsetMs =
      "now" in options
        ? new Date(options.now).getTime() - this.given().getTime()
        : options.offsetMs;
    const moved = this.given().getTime() + offsetMs;
    if (!(moved >= earliestMs && moved <= latestMs)) return false;
    this.offsetMs = offsetMs;
    return true;
  }

  reset(): void {
    this.offsetMs = 0;
  }

  get isMoved(): boolean {
    return this.offsetMs !== 0;
  }
}

/** ISO 8601 in Seoul (UTC+9, no summer time since 1988), without a zone. */
export function seoulTime(at: Date): string {
  return new Date(at.getTime() + seoulOffsetMs).toISOString().slice(0, 19);
}

/** Unix seconds at 00:00 in Korea. */
export function seoulMidnight(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - seoulOffsetMs) / 1000;
}

const seoulOffsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;
const earliestMs = Date.UTC(1971, 0, 1);
const latestMs = Date.UTC(9998, 11, 31);

/** `now` as ISO 8601 text or milliseconds, or `offsetMs` from the given clock. */
export const clockWishSchema = z.union([
  z.strictObject({ now: z.union([z.iso.datetime({ offset: true }), z.int()]) }),
  z.strictObject({ offsetMs: z.int() }),
]);
/** Unix seconds of the sandbox's clock. */
export type Span = { from: number; until: number };
export type ClockOptions = z.infer<typeof clockWishSchema>;

import { z } from "zod";

/** The sandbox's own clock: the machine's, moved by an offset; it goes on ticking. */
export class Clock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Unix seconds, as V1 gives times. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  /** YYYY-MM-DD in Seoul, moved by whole years or days. */
  seoulDay({ years = 0, days = 0 } = {}): string {
    const local = new Date(this.now().getTime() + seoulOffsetMs + days * dayMs);
    local.setUTCFullYear(local.getUTCFullYear() + years);
    return local.toISOString().slice(0, 10);
  }

  move(wish: ClockWish): void {
    this.offsetMs = "now" in wish ? new Date(wish.now).getTime() - Date.now() : wish.offsetMs;
  }

  reset(): void {
    this.offsetMs = 0;
  }
}

export const seoulOffsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;

/** `now` as ISO 8601 text or milliseconds, or `offsetMs` from the machine's clock. */
export const clockWishSchema = z.union([
  z.strictObject({ now: z.union([z.iso.datetime({ offset: true }), z.int()]) }),
  z.strictObject({ offsetMs: z.int() }),
]);
export type ClockWish = z.infer<typeof clockWishSchema>;

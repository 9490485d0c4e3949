import type { Code } from "@/lib/codes";
import type { StatementRunner } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

const day = 24 * 60 * 60_000;
/** What a caller asks about was lately. */
export const lineLifetime = 7 * day;
const mostWaiting = 1_000;
/** Of one code and without an attempt, in a minute: whoever sends nonsense fills no table. */
const mostNameless = 60;

/**
 * Lines that wait to be written, a batch at a time and off the way of those who wait for an answer. Bounded:
 * what does not fit is counted and dropped.
 */
export class WaitingLines {
  private waiting: AttemptLine[] = [];
  private nameless = new Map<string, number>();
  private minute = 0;
  private dropped = 0;

  add(line: AttemptLine): void {
    if (this.waiting.length < mostWaiting && this.isWelcome(line)) this.waiting.push(line);
    else this.dropped += 1;
  }

  take(): { lines: AttemptLine[]; dropped: number } {
    const taken = { lines: this.waiting, dropped: this.dropped };
    this.waiting = [];
    this.dropped = 0;
    return taken;
  }

  private isWelcome({ at, attempt, code, place }: AttemptLine): boolean {
    if (attempt !== null) return true;
    const minute = Math.floor(at.getTime() / 60_000);
    if (minute !== this.minute) this.nameless.clear();
    this.minute = minute;
    const key = `${place} ${code}`;
    const count = (this.nameless.get(key) ?? 0) + 1;
    this.nameless.set(key, count);
    return count <= mostNameless;
  }
}

/** All by one statement. */
export async function writeLines(
  statements: StatementRunner,
  lines: readonly AttemptLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await statements.query(
    `INSERT INTO attempt_lines (at, request_id, attempt_id, provider_digest, place, code, reason, provider, milliseconds)
     SELECT at, left(request, 36), left(attempt, 40), left("providerDigest", 80), left(place, 60), left(code, 40),
       left(reason, 60), left(provider, 40), milliseconds
     FROM jsonb_to_recordset($1::jsonb) AS line (at timestamptz, request text, attempt text,
       "providerDigest" text, place text, code text, reason text, provider text, milliseconds int)`,
    [JSON.stringify(lines)],
    "write_attempt_lines",
  );
}

/** Returns how many. */
export async function forgetLines(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const before = new Date(now.getTime() - lineLifetime);
  return (await db.attemptLine.deleteMany({ where: { at: { lt: before } } })).count;
}

/** `place`: the address that was asked. `milliseconds`: how long PortOne took. */
export type AttemptLine = {
  at: Date;
  request: string | null;
  attempt: string | null;
  providerDigest: string | null;
  place: string;
  /** Null where nothing was refused. */
  code: Code | null;
  reason: string | null;
  provider: string | null;
  milliseconds: number | null;
};

import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { recordLock } from "@/lib/audit/failed-logins";
import { blindIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { limits, type Limit, type LimitName, type Subjects } from "@/lib/limits/limits";

/**
 * Counts one try, in the database for all servers. Call it before the work, so that parallel
 * requests are limited too. Stops at the first limit that is used up, so that one address cannot
 * lock an account.
 * @returns `retryAfter`: seconds until a try is let through again, at least 1.
 */
export async function spend(
  name: LimitName,
  subjects: Subjects,
  { statements, indexKeys }: LimitContext,
): Promise<{ kind: "allowed" } | { kind: "limited"; retryAfter: number }> {
  const counters = countersOf(name, subjects, { statements, indexKeys });
  for (const { limiter, limit, key } of counters) {
    try {
      await limiter.consume(key);
    } catch (error) {
      // The library throws a result when the limit is used up; anything else is an error.
      if (!(error instanceof RateLimiterRes)) throw error;
      const kind = lockEvents[name];
      const isFirst = error.consumedPoints === limit.points + 1;
      if (
        kind !== undefined &&
        isFirst &&
        limit.by !== "address" &&
        subjects.account !== undefined
      ) {
        await recordLock(statements, kind, subjects.account, { indexKeys, now: new Date() });
      }
      return { kind: "limited", retryAfter: await secondsUntilFree(counters) };
    }
  }
  return { kind: "allowed" };
}

/** Until none of the limits is used up, so that nobody waits and is then told to wait again. */
async function secondsUntilFree(counters: ReturnType<typeof countersOf>): Promise<number> {
  const windows = await Promise.all(
    counters.map(async ({ limiter, limit, key }) => {
      const used = await limiter.get(key);
      return used === null || used.consumedPoints < limit.points ? 0 : used.msBeforeNext;
    }),
  );
  return Math.max(1, Math.ceil(Math.max(...windows) / 1000));
}

/** Recorded once per window, when the account becomes locked. */
const lockEvents: Partial<Record<LimitName, "login_locked" | "administrator_login_locked">> = {
  login: "login_locked",
  administratorLogin: "administrator_login_locked",
};

/** Takes a try back, after a correct password. */
export async function refund(
  name: LimitName,
  subjects: Subjects,
  context: LimitContext,
): Promise<void> {
  for (const { limiter, key } of countersOf(name, subjects, context)) await limiter.reward(key);
}

function countersOf(name: LimitName, subjects: Subjects, { statements, indexKeys }: LimitContext) {
  return limits[name].flatMap((limit: Limit) => {
    const subject = subjects[limit.by];
    if (subject === undefined) return [];
    const key = `${limit.by}:${ownerOf(limit, subjects, indexKeys)}${blinded(subject, indexKeys)}`;
    return [{ limiter: limiterOf(name, limit, statements), limit, key }];
  });
}

/** What is counted by address and account begins with the account, so that its locks can be lifted. */
function ownerOf({ by }: Limit, { account }: Subjects, indexKeys: KeyRing): string {
  return by === "address and account" && account !== undefined
    ? `${blinded(account, indexKeys)}:`
    : "";
}

function blinded(subject: string, { current }: KeyRing): string {
  return Buffer.from(blindIndex(subject, current, "limit")).toString("base64url");
}

function limiterOf(keyPrefix: string, { points, seconds }: Limit, statements: StatementRunner) {
  return new RateLimiterPostgres({
    storeClient: {
      // Without the statement's name: a prepared statement belongs to one connection.
      query: ({ text, values }: { text: string; values: unknown[] }) =>
        statements.query(text, values),
    },
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: seconds,
  });
}

/**
 * What one try counts against where a limit has one subject alone: for a statement that counts it along
 * with its work, in the same rows as `spend`.
 */
export function counterOf(
  name: "callback" | "strayCallback",
  attempt: string,
  { current }: KeyRing,
): Count {
  const [{ by, points, seconds }] = limits[name];
  const blind = Buffer.from(blindIndex(attempt, current, "limit")).toString("base64url");
  return { key: `${name}:${by}:${blind}`, points, seconds };
}

/** Windows that are over count no more. Returns how many there were. */
export async function forgetLimits(db: Prisma.TransactionClient, now: Date): Promise<number> {
  return (await db.rateLimit.deleteMany({ where: { expire: { lt: now.getTime() } } })).count;
}

/** `key`: of the row that counts. `points` tries are allowed in `seconds`. */
export type Count = { key: string; points: number; seconds: number };
export type LimitContext = { statements: StatementRunner; indexKeys: KeyRing };

import { z } from "zod";
import { databaseTrouble, type DatabaseTrouble } from "@/lib/database/faults";

/** Seconds; a replica that is further behind is not asked. */
export const mostLag = 30;
/** Milliseconds from one look at the replica to the next. */
const lookInterval = 5_000;

/**
 * Asks a replica what need not be current, and the primary while the replica is down or too far behind.
 * `tell` hears of each change once.
 */
export function readingsFrom(
  primary: Runner,
  replica: Runner,
  { tell, lag = mostLag, interval = lookInterval }: ReplicaOptions,
): Runner {
  let state: ReplicaState = "in_use";
  let look: Promise<ReplicaState> | null = null;
  let next = 0;
  const become = (now: ReplicaState) => {
    if (now !== state) tell(now);
    state = now;
    return now;
  };
  const current = (): Promise<ReplicaState> => {
    if (look === null && performance.now() < next) return Promise.resolve(state);
    look ??= examine(replica, lag).then((found) => {
      [look, next] = [null, performance.now() + interval];
      return become(found);
    });
    return look;
  };
  return {
    query: async (text, values, name) => {
      if ((await current()) !== "in_use") return primary.query(text, values, name);
      try {
        return await replica.query(text, values, name);
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble === null) throw error;
        become(trouble);
        return primary.query(text, values, name);
      }
    },
  };
}

async function examine(replica: Runner, lag: number): Promise<ReplicaState> {
  try {
    return (await lagOf(replica)) > lag ? "too_far_behind" : "in_use";
  } catch (error) {
    return databaseTrouble(error) ?? "database_unavailable";
  }
}

/**
 * Seconds that a streaming replica is behind; 0 where it has replayed all it was sent and is still being
 * sent to, since then its last transaction says only when somebody last wrote. 0 for what is no standby.
 */
export async function lagOf(replica: Runner): Promise<number> {
  const { rows } = await replica.query(lagSql, []);
  return z.tuple([z.object({ lag: z.number() })]).parse(rows)[0].lag;
}

const lagSql = `
SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
  WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
    AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
  ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
END::float8 AS lag`;

/** A query that conflicts with what the standby has to replay is the replica's trouble too. */
function troubleOf(error: unknown): DatabaseTrouble | null {
  const trouble = databaseTrouble(error);
  return trouble === "database_contended" ? "database_unavailable" : trouble;
}

export type ReplicaState = "in_use" | "too_far_behind" | DatabaseTrouble;
type ReplicaOptions = { tell: (state: ReplicaState) => void; lag?: number; interval?: number };
/** Without the pool, which knows this file. */
type Runner = {
  query: (text: string, values: unknown[], name?: string) => Promise<{ rows: unknown[] }>;
};

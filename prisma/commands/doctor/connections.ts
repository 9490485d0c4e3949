import { Client } from "pg";
import { z } from "zod";
import type { Config } from "@/lib/config";
import { lagOf, mostLag } from "@/lib/database/replica";
import { openPool, routeOf, statementsOf } from "@/lib/db";
import { explain } from "../settings";
import { bad, ok, warn, type Finding, type Surroundings } from "./findings";

/** How connections are made, whatever the database's own settings: printed, so that nobody guesses. */
export async function checkSessions({ db, settings }: Surroundings): Promise<Finding[]> {
  const route = routeOf(settings.databaseUrl, "server");
  const kind = await route.kind();
  const { rows } = await db.$statements.query(settingsSql, []);
  const [{ zone, statement, lock, idle, idleSession }] = settingsRows.parse(rows);
  if (zone !== "UTC")
    return [bad(`the time zone of a session is ${zone}`, "Tell us: it must be UTC.")];
  const through = kind === "direct" ? "direct" : "through a pooler, settings with each transaction";
  const most = route.address.connections;
  const never = (limit: string) => (limit === "0" ? "none" : limit);
  const sessions = `${through}; at most ${most} connections a server, connect 5 s, wait for one 20 s, a transaction 20 s, statement ${statement}, idle in a transaction ${idle}, lock ${never(lock)}, idle session ${never(idleSession)}, zone ${zone}`;
  return [ok(sessions), ...(kind === "direct" ? [] : [await checkPooler(settings.databaseUrl)])];
}

const settingsSql = `SELECT current_setting('TimeZone') AS zone,
  current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
  current_setting('idle_in_transaction_session_timeout') AS idle,
  current_setting('idle_session_timeout') AS "idleSession"`;
const settingsRows = z.tuple([
  z.object({
    zone: z.string(),
    statement: z.string(),
    lock: z.string(),
    idle: z.string(),
    idleSession: z.string(),
  }),
]);

/**
 * A pooler tells its mode to its own administrators only. But where a connection that rests between two
 * statements has lent its backend to another, it is not one session each.
 */
async function checkPooler(url: string): Promise<Finding> {
  const [one, another] = [0, 1].map(
    () => new Client({ connectionString: url, connectionTimeoutMillis: 5_000 }),
  );
  if (one === undefined || another === undefined) return warn("the pooler was not looked at");
  for (const client of [one, another]) client.on("error", () => undefined);
  try {
    await one.connect();
    const first = await backendOf(one);
    await another.connect();
    return (await backendOf(another)) === first
      ? ok("the pooler gives a backend to each transaction: transaction mode")
      : warn(
          "the pooler seems to keep a backend for each connection: session mode, or many idle ones",
          "Transaction mode is enough for the servers, and needs fewer connections.",
        );
  } finally {
    await Promise.all([one.end(), another.end()]);
  }
}

async function backendOf(client: Client): Promise<number> {
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  return z.tuple([z.object({ pid: z.number() })]).parse(rows)[0].pid;
}

/** What the server itself waits for. */
export function checkTimeouts({ keepAliveSeconds, drainSeconds }: Config): Finding[] {
  return [
    ok(
      `PortOne 10 s, a mail 60 s, idle connections ${keepAliveSeconds} s (more than the balancer's), ${drainSeconds} s from SIGTERM until no connection is taken`,
    ),
  ];
}

/** Only where one is set; servers go on without it. */
export async function checkReplica({ replicaUrl }: Config): Promise<Finding[]> {
  if (replicaUrl === null) return [];
  const fallBack = "Figures and lists come from the primary meanwhile.";
  const pool = openPool(replicaUrl, "reader", 1);
  try {
    const reader = statementsOf(pool, replicaUrl, "reader");
    const lag = await lagOf(reader);
    await reader.query("SELECT FROM figures LIMIT 1", []);
    if (lag > mostLag) return [warn(`it is ${Math.round(lag)} s behind`, fallBack)];
    return [ok(`${lag.toFixed(1)} s behind, for figures and lists of the administration`)];
  } catch (error) {
    const why = explain(error).replaceAll("DATABASE_URL", "DATABASE_REPLICA_URL");
    return [warn("it does not answer", `${why} ${fallBack}`)];
  } finally {
    await pool.end();
  }
}

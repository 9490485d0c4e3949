import { pathToFileURL } from "node:url";
import { z } from "zod";
import { openPool, statementsOf, type StatementRunner } from "@/lib/db";
import { explain, loadSettings } from "../settings";

/**
 * Who has left and who wants no more advertising, out of a database that can still be read, as lines of JSON:
 * account ids and times from the access log, the rejoin list's keyed fingerprints, and how many lines that were.
 * For `npm run restore`.
 */
export async function* listDepartures({ query }: StatementRunner): AsyncGenerator<string> {
  let count = 0;
  for (let after = "0"; ;) {
    const { rows } = await query(
      `SELECT id::text, subject AS account,
         coalesce((detail->>'left')::timestamptz, at) AS at, kind, detail->>'of' AS reason FROM audit_events
       WHERE kind IN ('account_left', 'account_closed', 'departure_replayed', 'advertising_withdrawn') AND id > $1::bigint
       ORDER BY id LIMIT ${batch}`,
      [after],
    );
    const events = z.array(left).parse(rows);
    for (const { kind, account, at, reason } of events) {
      const of = { account, at: at.toISOString() };
      yield JSON.stringify(
        kind === "advertising_withdrawn"
          ? { event: kind, ...of, reason }
          : { event: "account_gone", ...of },
      );
    }
    count += events.length;
    const last = events.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const { rows } = await query(
    "SELECT encode(index, 'hex') AS index, key_id AS key, rejoin_from AS \"rejoinFrom\" FROM departures",
    [],
  );
  for (const each of z.array(departure).parse(rows)) {
    count += 1;
    yield JSON.stringify({
      event: "departure",
      ...each,
      rejoinFrom: each.rejoinFrom.toISOString(),
    });
  }
  yield JSON.stringify({ event: "departures_listed", count });
}

const batch = 5_000;
const left = z.object({
  ...{ id: z.string(), account: z.string(), at: z.date() },
  ...{ kind: z.string(), reason: z.string().nullable() },
});
const departure = z.object({ index: z.string(), key: z.string(), rejoinFrom: z.date() });

/** `npm run departures > FILE` */
async function main(): Promise<void> {
  const { databaseUrl } = loadSettings();
  const pool = openPool(databaseUrl, "tool", 1);
  try {
    for await (const line of listDepartures(statementsOf(pool, databaseUrl))) {
      process.stdout.write(`${line}\n`);
    }
  } finally {
    await pool.end();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

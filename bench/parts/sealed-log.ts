import { Client } from "pg";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startOurs, type Closing, type Contender } from "../contenders";
import { buildPeers, startPeer } from "../programs";
import { median, runSlice } from "../slices";

/**
 * Accounts opened a second with the access log as it ships, beside the same build on a database that throws the
 * events of a sign-up away before they are stored, so that there is nothing to seal either. A slice of ours begins
 * when the server has just sealed, and is long enough for what it recorded to be sealed within it; what the
 * server does each minute besides is in every slice of either. The two take turns, and who comes first changes with
 * each round.
 */
export async function benchSealedLog({ rounds = 5 } = {}): Promise<SealedLogFigures | null> {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT MEASURED: the sealed log. No PostgreSQL answers at TEST_POSTGRES_URL.");
    return null;
  }
  await real.drop();
  buildPeers();
  const closing: Closing = [];
  try {
    const portOne = await startPeer("portone", {});
    closing.push(portOne.close);
    const sealed = await startOurs(portOne.origin, closing);
    const without = await startOurs(portOne.origin, closing);
    await throwAway(without);
    const slices = { sealed: new Array<number>(), without: new Array<number>() };
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const pair = [
        { side: slices.sealed, contender: sealed },
        { side: slices.without, contender: without },
      ];
      for (const { side, contender } of round % 2 === 0 ? pair : pair.toReversed()) {
        const rate = await openAccounts(contender, round === 0 ? 10_000 : sliceLength);
        if (round > 0) side.push(rate);
      }
      if (round > 0) console.log(`Round ${round}: ${ratiosOf(slices).at(-1)?.toFixed(3) ?? ""}`);
    }
    const recorded = await eventsOf(sealed);
    const dropped = await eventsOf(without);
    if (dropped.joined > 0) throw new Error("The events were not thrown away");
    if (recorded.sealed === 0) throw new Error("Nothing was sealed");
    return {
      ...{ sealed: median(slices.sealed), without: median(slices.without) },
      ratio: sum(slices.sealed) / sum(slices.without),
      ratios: ratiosOf(slices),
    };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

/** From one run of the jobs to the next. */
const minute = 60_000;
const afterJob = 1_500;
/** The next run, and what it seals, are within. */
const sliceLength = minute + 2_000;

/** Accounts a second. People who are to join have been verified before. */
async function openAccounts(contender: Contender, milliseconds: number): Promise<number> {
  const wanted = Math.ceil((mostASecond * milliseconds) / 1_000);
  const exchanges = (await contender.exchanges?.(wanted)) ?? [];
  await runSlice(contender, { requests: exchanges, connections: 16, milliseconds: 600_000 });
  const requests = (await contender.signUps?.(wanted)) ?? [];
  await untilJustSealed(contender);
  const { rate } = await runSlice(contender, { requests, connections: 16, milliseconds });
  if (requests.length === 0) throw new Error("There were too few people for the time");
  return rate;
}

/** Jobs run at the same second of every minute; the first seal tells which one. Nothing is waited for where none is. */
async function untilJustSealed({ databaseUrl }: Contender): Promise<void> {
  const { rows } = await onDatabase(databaseUrl, (client) =>
    client.query<{ at: Date | null }>("SELECT max(sealed_at) AS at FROM audit_segments"),
  );
  const last = rows[0]?.at;
  if (!last) return;
  const since = (Date.now() - last.getTime()) % minute;
  await new Promise((go) => setTimeout(go, minute - since + afterJob));
}

/** More than a machine hashes passwords for. */
const mostASecond = 120;

/** Of the two kinds that a sign-up writes; only this database has the trigger, no migration knows it. */
async function throwAway({ databaseUrl }: Contender): Promise<void> {
  await onDatabase(databaseUrl, (client) =>
    client.query(`
      CREATE FUNCTION bench_throws_away() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER bench_throws_away BEFORE INSERT ON audit_events FOR EACH ROW
        WHEN (NEW.kind IN ('account_opened', 'logged_in')) EXECUTE FUNCTION bench_throws_away()`),
  );
}

async function eventsOf({ databaseUrl }: Contender): Promise<{ joined: number; sealed: number }> {
  const { rows } = await onDatabase(databaseUrl, (client) =>
    client.query<{ joined: number; sealed: number }>(`
      SELECT (SELECT count(*)::int FROM audit_events WHERE kind = 'account_opened') AS joined,
        (SELECT coalesce(sum(events), 0)::int FROM audit_segments) AS sealed`),
  );
  return rows[0] ?? { joined: 0, sealed: 0 };
}

async function onDatabase<T>(url: string | undefined, work: (client: Client) => Promise<T>) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function ratiosOf({ sealed, without }: { sealed: number[]; without: number[] }): number[] {
  return sealed.map((rate, round) => rate / (without[round] ?? Number.NaN));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The figures as rows of bench/results.json. */
export function sealedLogRows({ sealed, without, ratio, ratios }: SealedLogFigures) {
  return [
    { what: "accounts opened, without the access log", value: without, unit: "a second", ratio: 1 },
    { what: "accounts opened, with the sealed access log", value: sealed, unit: "a second", ratio },
    ...ratios.map((each, round) => ({
      what: `accounts opened, sealed ÷ without, round ${round + 1}`,
      ...{ value: each * 100, unit: "%", ratio: each },
    })),
  ];
}

/** Accounts a second; `ratio`: of all rounds together. */
export type SealedLogFigures = {
  sealed: number;
  without: number;
  ratio: number;
  ratios: number[];
};

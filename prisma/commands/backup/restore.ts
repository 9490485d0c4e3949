import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { replayDepartures } from "@/lib/accounts/replay-departures";
import { appendEvent } from "@/lib/audit/events";
import { lastSegment } from "@/lib/audit/seal-events";
import { config } from "@/lib/config";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { isRestored, markOpened } from "@/lib/database/restored";
import {
  openDatabase,
  openPool,
  readAddress,
  statementsIn,
  statementsOf,
  type Database,
} from "@/lib/db";
import { migrate } from "../../engine/migrate";
import { countOnFromSeals, grantServerRights } from "../../engine/server-rights";
import { explain, loadSettings } from "../settings";
import { gapIn, readRecord } from "./departure-record";
import { runPgTool } from "./pg-tools";

/** Puts a dump into an empty database, as its owner. All of it or nothing. @throws where it is not empty. */
export async function putBack(url: string, file: string): Promise<void> {
  const pool = openPool(url, "tool", 1);
  try {
    const { rows } = await statementsOf(pool, url).query(
      "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = $1",
      [readAddress(url)?.schema ?? "public"],
    );
    const [{ tables }] = z.tuple([z.object({ tables: z.number() })]).parse(rows);
    if (tables > 0) {
      throw new Error("This database is not empty: create a new one, and name it in DATABASE_URL.");
    }
  } finally {
    await pool.end();
  }
  const whole = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"];
  const database = readAddress(url)?.database ?? "";
  await runPgTool("pg_restore", [...whole, `--dbname=${database}`, file], url);
}

/** @throws where people are at work: what follows would log everybody out. */
async function requireRestored(url: string): Promise<void> {
  const pool = openPool(url, "tool", 1);
  try {
    // A dump from before there was the mark has no table for it.
    if (await isRestored(statementsOf(pool, url)).catch(() => true)) return;
  } finally {
    await pool.end();
  }
  throw new Error(
    "This database is open already. One that came from pg_basebackup looks so too: say --basebackup.",
  );
}

/**
 * Opens a database that was restored, however it was: the schema of this build, who left since gone again,
 * nothing alive that had ended since, and then the mark that lets servers work with it.
 */
export async function openRestored(url: string, options: OpenOptions): Promise<Opened> {
  await migrate(url);
  await countOnFromSeals(url);
  const db = openDatabase(url, undefined, "tool");
  try {
    const record = await readRecord(linesOf(options.files));
    const lastSeal = (await lastSegment(db.$statements, "access"))?.number ?? 0;
    const gap = gapIn(record, lastSeal);
    if (gap !== null && !options.isIncomplete) return { kind: "gap", gap };
    const { rejoinCooldownDays, sealKeys, indexKeys, now } = options;
    const keys = { rejoinCooldownDays, sealKeys, indexKeys };
    const risen = await replayDepartures(record, { db, now, ...keys });
    await open(db, { departures: risen, complete: gap === null }, now);
    return { kind: "opened", named: record.left.size, risen, isComplete: gap === null };
  } finally {
    await db.$disconnect();
  }
}

/** In one transaction: without all of it no server may work here. */
async function open(
  db: Database,
  facts: { departures: number; complete: boolean },
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    // Logins that were ended since, links that were used, mails that went out, recoveries that were stopped.
    await tx.session.deleteMany();
    await tx.administratorSession.deleteMany();
    await tx.link.deleteMany();
    await tx.formAnswer.deleteMany();
    await tx.mail.deleteMany({ where: { state: "waiting" } });
    await tx.account.updateMany({
      where: { recoveryReadyAt: { not: null } },
      data: { recoveryReadyAt: null },
    });
    await appendEvent(tx, { kind: "database_restored", ...facts }, now);
    await markOpened(statementsIn(tx), now);
  });
}

async function* linesOf(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files) yield* createInterface({ input: createReadStream(file) });
}

/** `npm run restore -- [--file DUMP] [--departures FILE]… [--incomplete] [--basebackup]`; without --file it was restored already. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: "string" },
      departures: { type: "string", multiple: true, default: [] },
      basebackup: { type: "boolean", default: false },
      incomplete: { type: "boolean", default: false },
    },
  });
  const { databaseUrl, ownerUrl } = loadSettings();
  const url = ownerUrl ?? databaseUrl;
  const { rejoinCooldownDays, sealKeys, indexKeys } = config();
  if (values.file !== undefined) {
    await putBack(url, values.file);
    console.log(`Restored ${values.file}.`);
  } else if (!values.basebackup) await requireRestored(url);
  const keys = { rejoinCooldownDays, sealKeys, indexKeys };
  const which = { files: values.departures, isIncomplete: values.incomplete };
  const opened = await openRestored(url, { ...which, ...keys, now: new Date() });
  if (opened.kind === "gap") {
    throw new Error(
      `Not opened: ${opened.gap}, so people who left would be back. Give every --departures (docs/backup.md), or --incomplete where no more can be had.`,
    );
  }
  console.log(
    `${opened.named} departures on record, ${opened.risen} of them rose with the backup and are gone again.`,
  );
  if (!opened.isComplete) console.log("The record had gaps; that is in the access log.");
  if (ownerUrl !== undefined) console.log(await grantServerRights(ownerUrl, databaseUrl));
  console.log("Open. Everybody logs in anew; no mail of the backup goes out again.");
}

type OpenOptions = {
  /** Logs, or what `npm run departures` wrote. */
  files: readonly string[];
  /** Opens even where people may be missing from the record. */
  isIncomplete: boolean;
  rejoinCooldownDays: number;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  now: Date;
};
/** `named`: departures on record. `risen`: how many of them were in the backup. */
export type Opened =
  | { kind: "gap"; gap: string }
  | { kind: "opened"; named: number; risen: number; isComplete: boolean };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  // The schema engine keeps a timer of ten seconds.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(explain(error));
      process.exit(1);
    },
  );
}

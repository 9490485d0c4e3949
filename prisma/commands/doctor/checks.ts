import { createTransport } from "nodemailer";
import { z } from "zod";
import { missingIndexKeys } from "@/lib/accounts/index-keys";
import { config, InvalidSettings, settingWarnings } from "@/lib/config";
import { checkReadiness } from "@/lib/database/readiness";
import type { Database } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { deliveryOf } from "@/lib/mail/transport";
import { fetchVerification } from "@/lib/portone";
import { explain, sentences } from "../settings";
import { checkReplica, checkSessions, checkTimeouts } from "./connections";
import { bad, ok, warn, type Check, type Finding } from "./findings";

/**
 * What a server needs, each looked at by itself: one that fails hides none of the others. `bad`: the
 * server should not start so; `warn`: it starts, and somebody should know.
 */
export function checksOf({ db, now }: Surroundings): Check[] {
  return [
    { name: "settings", run: () => checkSettings() },
    { name: "database", run: () => checkDatabase(db) },
    { name: "sessions", run: () => checkSessions(db) },
    { name: "replica", run: () => checkReplica() },
    { name: "timeouts", run: () => checkTimeouts() },
    { name: "migrations", run: () => checkMigrations(db) },
    { name: "keys", run: () => checkKeys(db, now()) },
    { name: "clock", run: () => checkClock(db, now) },
    { name: "mail", run: () => checkMail() },
    { name: "mails waiting", run: () => checkOutbox(db, now()) },
    { name: "PortOne", run: () => checkPortOne(now) },
  ];
}

function checkSettings(): Finding[] {
  try {
    config();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return error.problems.map((problem) => bad(problem, "Set it: .env.example says how."));
  }
  const warnings = settingWarnings().map((text) => warn(text, "See .env.example."));
  const { appUrl, trustedProxies, portone } = config();
  if (appUrl.startsWith("https:") && trustedProxies.isEmpty) {
    warnings.push(
      warn(
        "TRUSTED_PROXIES is empty, though https ends at a proxy: everybody shares one address",
        "Name the proxy's address, so that limits count people and not the proxy.",
      ),
    );
  }
  return [ok(`complete: ${appUrl}, PortOne ${portone.version.toUpperCase()}`), ...warnings];
}

async function checkDatabase(db: Database): Promise<Finding[]> {
  const { kind, error } = await checkReadiness(db, migrations);
  if (kind !== "ready" && kind !== "database_not_migrated") {
    const refused = kind === "database_unavailable" && error !== undefined ? explain(error) : "";
    return [bad(sentences[kind], refused && refused !== sentences[kind] ? refused : howTo[kind])];
  }
  const { rows } = await db.$statements.query(
    `SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby,
       current_setting('max_connections')::int AS most`,
    [],
  );
  const [{ version, standby, most }] = z
    .tuple([z.object({ version: z.number(), standby: z.boolean(), most: z.number() })])
    .parse(rows);
  const major = Math.floor(version / 10_000);
  if (standby) return [bad("it is a standby: nothing can be written", howTo.database_read_only)];
  if (major < 15) return [bad(`PostgreSQL ${major}`, "Use PostgreSQL 15 or newer.")];
  return [ok(`PostgreSQL ${major}, writable, ${most} connections`)];
}

const howTo: Readonly<Record<string, string>> = {
  database_unavailable: "Look at its address in DATABASE_URL, the network and the server itself.",
  database_read_only: "DATABASE_URL must lead to the primary: look at the failover or the proxy.",
  database_forbidden: "Grant the rights of docs/going-live.md to this role.",
  database_restored: "docs/backup.md.",
  database_missing: "Create the database, then npm run db:migrate.",
  database_full: "Free connections, disk or memory of the PostgreSQL.",
  database_too_slow: "Look for what holds the PostgreSQL up: pg_stat_activity.",
};

async function checkMigrations(db: Database): Promise<Finding[]> {
  const { rows } = await db.$statements.query(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    [],
  );
  const applied = new Set(
    z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map(({ name }) => name),
  );
  const missing = migrations.filter((name) => !applied.has(name));
  if (missing.length > 0) {
    return [bad(`the database lacks ${missing.join(", ")}`, "Run npm run db:migrate.")];
  }
  const newer = [...applied].filter((name) => !migrations.includes(name));
  return newer.length > 0
    ? [
        warn(
          `the database is newer than this build: ${newer.join(", ")}`,
          "Nothing, where a newer version is being rolled out: this one runs on it.",
        ),
      ]
    : [ok(`all ${migrations.length} applied`)];
}

async function checkKeys(db: Database, now: Date): Promise<Finding[]> {
  const { indexKeys, sealKeys } = config();
  const missing = await missingIndexKeys(db, indexKeys, now);
  if (missing.length > 0) {
    return [
      bad(
        `CI_INDEX_KEYS lacks ${missing.join(", ")}, under which people stand`,
        "Put it back after a comma: without it a person could join twice.",
      ),
    ];
  }
  const { rows } = await db.$statements.query(
    "SELECT DISTINCT profile_sealed_key_id AS id FROM accounts LIMIT 20",
    [],
  );
  const lost = z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .filter(({ id }) => sealKeys.find(id) === null);
  if (lost.length > 0) {
    return [
      bad(
        `CI_SEAL_KEYS lacks ${lost.map(({ id }) => id).join(", ")}, under which people are sealed`,
        "Put it back after a comma, then npm run keys:rotate.",
      ),
    ];
  }
  const ids = (ring: typeof sealKeys) => ring.all.map(({ id }) => id).join(", ");
  return [ok(`seal ${ids(sealKeys)}; index ${ids(indexKeys)}: the current ones first`)];
}

/** Seconds. A verification is fresh within 60. */
const tolerated = 5;

async function checkClock(db: Database, now: () => Date): Promise<Finding[]> {
  const asked = now().getTime();
  const { rows } = await db.$statements.query(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    [],
  );
  const [theirs] = z.tuple([z.object({ now: z.number() })]).parse(rows);
  return [apart("the database's", theirs.now, asked, now().getTime())];
}

function apart(whose: string, theirs: number, asked: number, answered: number): Finding {
  const seconds = Math.round(Math.max(asked - theirs, theirs - answered, 0) / 1_000);
  return seconds > tolerated
    ? bad(
        `this clock and ${whose} differ by ${seconds} s`,
        "Set the time by NTP on both: verifications are judged by it.",
      )
    : ok(`agrees with ${whose}`);
}

async function checkMail(): Promise<Finding[]> {
  const { smtpUrl, mailFrom } = config();
  const { hostname, port } = new URL(smtpUrl);
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
  });
  try {
    await transport.verify();
    return [ok(`${hostname}${port && `:${port}`} takes mail from ${mailFrom}`)];
  } catch (error) {
    const delivery = deliveryOf(error);
    const fault = delivery.kind === "sent" ? "" : delivery.fault;
    return [
      warn(
        `no mail goes out: ${fault}`,
        "Look at SMTP_URL. Mails wait in the database and go out when it answers.",
      ),
    ];
  } finally {
    transport.close();
  }
}

async function checkOutbox(db: Database, now: Date): Promise<Finding[]> {
  const { rows } = await db.$statements.query(
    `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE state = 'given_up')::int AS lost,
       extract(epoch FROM $1::timestamptz - min(created_at) FILTER (WHERE state = 'waiting'))::int AS oldest
     FROM mails`,
    [now.toISOString()],
  );
  const [{ waiting, lost, oldest }] = z
    .tuple([z.object({ waiting: z.number(), lost: z.number(), oldest: z.number().nullable() })])
    .parse(rows);
  const said = `${waiting} waiting, ${lost} given up`;
  return oldest !== null && oldest > 600
    ? [
        warn(
          `${said}; the oldest waits for ${Math.round(oldest / 60)} minutes`,
          "Is a server running, and does the mail server take them?",
        ),
      ]
    : [ok(said)];
}

/** Asks for a verification that nobody has: our keys are accepted if PortOne says so. */
async function checkPortOne(now: () => Date): Promise<Finding[]> {
  const clocks: Finding[] = [];
  const asked = now().getTime();
  const found = await fetchVerification("doctor-0000000000", (theirs) => {
    clocks.push(apart("PortOne's", theirs.getTime(), asked, now().getTime()));
  });
  if (found.kind === "rejected-us") {
    return [bad("it refuses our keys", "Look at the PORTONE_ settings and PortOne's console.")];
  }
  if (found.kind === "unavailable") {
    return [
      warn(
        "it does not answer",
        "Look at PORTONE_API_URL and the way out of this network. Nobody can verify meanwhile.",
      ),
    ];
  }
  return [ok("answers, and takes our keys"), ...clocks];
}

type Surroundings = { db: Database; now: () => Date };

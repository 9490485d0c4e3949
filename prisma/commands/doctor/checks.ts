import { z } from "zod";
import { missingIndexKeys } from "@/lib/accounts/index-keys";
import { settingWarnings } from "@/lib/config";
import { checkReadiness } from "@/lib/database/readiness";
import { databaseTrouble, type Database } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { isTrusted } from "@/lib/requests/client-address";
import { explain, sentences } from "../settings";
import { checkReplica, checkSessions, checkTimeouts } from "./connections";
import { bad, ok, warn, type Check, type Finding, type Surroundings } from "./findings";
import { apart, checkMail, checkOutbox, checkPortOne, checkSite, checkTraces } from "./outside";

/**
 * What a server needs, each looked at by itself: one that fails hides none of the others. `bad`: the
 * server should not start so; `warn`: it starts, and somebody should know.
 */
export function checksOf(surroundings: Surroundings): Check[] {
  const { db, settings, now } = surroundings;
  return [
    { name: "settings", run: () => checkSettings(surroundings) },
    { name: "database", run: () => checkDatabase(db) },
    { name: "room", run: () => checkRoom(db) },
    { name: "sessions", run: () => checkSessions(surroundings) },
    { name: "replica", run: () => checkReplica(settings) },
    { name: "timeouts", run: () => checkTimeouts(settings) },
    { name: "migrations", run: () => checkMigrations(db) },
    { name: "keys", run: () => checkKeys(surroundings) },
    { name: "clock", run: () => checkClock(db, now) },
    { name: "mail", run: () => checkMail(settings) },
    { name: "mails waiting", run: () => checkOutbox(db, now()) },
    { name: "PortOne", run: () => checkPortOne(surroundings) },
    { name: "site", run: () => checkSite(settings) },
    { name: "traces", run: () => checkTraces(settings) },
  ];
}

/** Where settings cannot be read, nothing else can be looked at. */
export function checkInvalid(problems: readonly string[]): Check {
  const findings = problems.map((problem) => bad(problem, "Set it: .env.example says how."));
  return { name: "settings", run: () => findings };
}

function checkSettings({ settings, env }: Surroundings): Finding[] {
  const warnings = settingWarnings(env).map((text) => warn(text, "See .env.example."));
  const { appUrl, trustedProxies, portone } = settings;
  if (appUrl.startsWith("https:") && trustedProxies.isEmpty) {
    warnings.push(
      warn(
        "TRUSTED_PROXIES is empty, though https ends at a proxy: everybody shares one address",
        "Name the proxy's address, so that limits count people and not the proxy.",
      ),
    );
  }
  // Two addresses that are nobody's proxy, kept for documents (RFC 5737, RFC 3849).
  if (["192.0.2.1", "2001:db8::1"].some((stranger) => isTrusted(stranger, trustedProxies))) {
    warnings.push(
      warn(
        "TRUSTED_PROXIES believes strangers: whoever writes another X-Forwarded-For counts as another person",
        "Name the proxies' own addresses alone.",
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

/** A full disk answers questions still: only what is written shows it. Nothing of this stays. */
async function checkRoom(db: Database): Promise<Finding[]> {
  try {
    await db.$statements.query(
      `CREATE TEMPORARY TABLE doctors_room ON COMMIT DROP AS
         SELECT repeat(md5(number::text), 32) FROM generate_series(1, 4096) AS number`,
      [],
    );
    return [ok("the database has room for more")];
  } catch (error) {
    const trouble = databaseTrouble(error);
    if (trouble === "database_forbidden") {
      return [ok("not looked at: this role makes no temporary tables")];
    }
    if (trouble !== "database_full") throw error;
    return [bad("nothing more fits into the database", howTo.database_full)];
  }
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

async function checkKeys({ db, settings, now }: Surroundings): Promise<Finding[]> {
  const { indexKeys, sealKeys } = settings;
  const missing = await missingIndexKeys(db, indexKeys, now());
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

async function checkClock(db: Database, now: () => Date): Promise<Finding[]> {
  const asked = now().getTime();
  const { rows } = await db.$statements.query(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    [],
  );
  const [theirs] = z.tuple([z.object({ now: z.number() })]).parse(rows);
  return [apart("the database's", theirs.now, asked, now().getTime())];
}

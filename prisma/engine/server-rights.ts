import { inTransaction, openClient } from "@/lib/db";

/** What the server may add to and read, and nothing else. */
const appendOnly = ["audit_events", "audit_notes", "audit_segments", "audit_reviews"];
/** What only migrations write, and whoever restores. */
const migrations = ["_prisma_migrations", "database_origin", "_migration_lease"];

/**
 * Gives the role of DATABASE_URL what the server needs, as the role that owns the tables: to write all of
 * them, to add to the access log, and no more. Idempotent.
 * @returns a sentence for the operator.
 */
export async function grantServerRights(ownerUrl: string, serverUrl: string): Promise<string> {
  const role = decodeURIComponent(new URL(serverUrl).username);
  const owner = await openClient(ownerUrl);
  try {
    const { schema } = owner.route.address;
    const { rows } = await owner.query<{ is: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND (rolsuper OR pg_has_role(rolname,
         (SELECT tableowner FROM pg_tables WHERE schemaname = $2 AND tablename = 'audit_events'), 'MEMBER'))) AS is`,
      [role, schema],
    );
    if (rows[0]?.is !== false) {
      return "Note: the role of DATABASE_URL owns the tables, so it could change the access log. Name another one.";
    }
    const to = owner.escapeIdentifier(role);
    const of = owner.escapeIdentifier(schema);
    const named = (tables: readonly string[]) =>
      tables.map((table) => `${of}.${owner.escapeIdentifier(table)}`).join(", ");
    await inTransaction(owner, () =>
      owner.query(
        [
          `GRANT USAGE ON SCHEMA ${of} TO ${to}`,
          `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${of} TO ${to}`,
          `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${of} TO ${to}`,
          `REVOKE ALL ON ${named([...appendOnly, ...migrations])} FROM ${to}, PUBLIC`,
          `GRANT SELECT, INSERT ON ${named(appendOnly)} TO ${to}`,
          `GRANT SELECT ON ${named(migrations.slice(0, 2))} TO ${to}`,
          `REVOKE EXECUTE ON FUNCTION ${of}.audit_prune(text, integer, timestamptz, text, bytea) FROM PUBLIC`,
          `GRANT EXECUTE ON FUNCTION ${of}.audit_prune(text, integer, timestamptz, text, bytea) TO ${to}`,
        ].join("; "),
      ),
    );
    return "The role of DATABASE_URL may write all tables, but only add to the access log.";
  } finally {
    await owner.end();
  }
}

/**
 * A database that was restored on another server counts its transactions anew, from below what is sealed.
 * Then the access log counts on from there.
 * @returns whether it had to.
 */
export async function countOnFromSeals(ownerUrl: string): Promise<boolean> {
  const owner = await openClient(ownerUrl);
  try {
    return await inTransaction(owner, async () => {
      const { rows } = await owner.query<{ missing: string | null }>(
        `SELECT (greatest((SELECT max(last_txid) FROM audit_segments), max(txid))
             - (pg_current_xact_id()::text)::bigint + 1000)::text AS missing
         FROM audit_events
         HAVING (SELECT max(last_txid) FROM audit_segments) >= audit_horizon()`,
      );
      const missing = rows[0]?.missing;
      if (missing === undefined || missing === null) return false;
      const offset = BigInt(missing).toString();
      await owner.query(
        `ALTER TABLE audit_events ALTER COLUMN txid SET DEFAULT (pg_current_xact_id()::text)::bigint + ${offset};
         CREATE OR REPLACE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql STABLE AS
           $$ SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint + ${offset} $$`,
      );
      return true;
    });
  } finally {
    await owner.end();
  }
}

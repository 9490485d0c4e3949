import type { Client } from "pg";

/** Columns, indexes and keys. Checks and triggers are left out, since Prisma's schema has none. */
export async function describeTables(client: Client): Promise<unknown> {
  const columns = await client.query(
    `SELECT table_name, column_name, data_type, udt_name, character_maximum_length AS length,
       datetime_precision AS precision, is_nullable, column_default
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', '_migration_lease') ORDER BY 1, 2`,
  );
  // Partial indexes, and columns kept beside those of an index, are among what Prisma's language cannot say.
  const indexes = await client.query(
    `SELECT indexdef FROM pg_indexes
     WHERE indexdef NOT LIKE '% WHERE %' AND indexdef NOT LIKE '% INCLUDE %'
       AND schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', '_migration_lease') ORDER BY 1`,
  );
  const keys = await client.query(
    `SELECT conname, pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return [columns.rows, indexes.rows, keys.rows];
}

import { z } from "zod";
import { databaseTrouble, type DatabaseTrouble } from "@/lib/database/faults";
import { isRestoredSql } from "@/lib/database/restored";

/** Newer migrations than those of this build do no harm. */
export async function checkReadiness(
  { $statements: statements }: Statements,
  migrations: readonly string[],
): Promise<Readiness> {
  try {
    const { rows: applied } = await statements.query(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      [],
    );
    const names = new Set(
      z
        .array(z.object({ name: z.string() }))
        .parse(applied)
        .map(({ name }) => name),
    );
    if (migrations.some((name) => !names.has(name))) return { kind: "database_not_migrated" };
    const { rows } = await statements.query(
      `SELECT current_setting('transaction_read_only') = 'on' AS read_only,
         has_table_privilege('attempts', 'SELECT') AND has_table_privilege('attempts', 'INSERT')
           AND has_table_privilege('attempts', 'UPDATE') AS allowed,
         ${isRestoredSql} AS restored`,
      [],
    );
    const [rights] = z.tuple([row]).parse(rows);
    if (rights.read_only) return { kind: "database_read_only" };
    if (rights.restored) return { kind: "database_restored" };
    return { kind: rights.allowed ? "ready" : "database_forbidden" };
  } catch (error) {
    return { kind: databaseTrouble(error) ?? "database_unavailable", error };
  }
}

const row = z.object({ read_only: z.boolean(), allowed: z.boolean(), restored: z.boolean() });

/** Without Prisma's client: a server that starts loads it with its first query. */
type Statements = {
  $statements: { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> };
};
export type Readiness = { kind: "ready" | DatabaseTrouble; error?: unknown };

import { z } from "zod";
import { databaseTrouble, type DatabaseTrouble } from "@/lib/database/faults";
import type { PrismaClient } from "@/lib/generated/prisma/client";

/** Newer migrations than those of this build do no harm. */
export async function checkReadiness(
  db: PrismaClient,
  migrations: readonly string[],
): Promise<Readiness> {
  try {
    const applied = await db.$queryRaw`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const names = new Set(
      z
        .array(z.object({ name: z.string() }))
        .parse(applied)
        .map(({ name }) => name),
    );
    if (migrations.some((name) => !names.has(name))) return { kind: "database_not_migrated" };
    const [rights] = z.tuple([row]).parse(
      await db.$queryRaw`
        SELECT current_setting('transaction_read_only') = 'on' AS read_only,
          has_table_privilege('attempts', 'SELECT') AND has_table_privilege('attempts', 'INSERT')
            AND has_table_privilege('attempts', 'UPDATE') AS allowed`,
    );
    if (rights.read_only) return { kind: "database_read_only" };
    return { kind: rights.allowed ? "ready" : "database_forbidden" };
  } catch (error) {
    return { kind: databaseTrouble(error) ?? "database_unavailable", error };
  }
}

const row = z.object({ read_only: z.boolean(), allowed: z.boolean() });

export type Readiness = { kind: "ready" | DatabaseTrouble; error?: unknown };

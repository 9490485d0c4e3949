import { expect, inject, it, vi } from "vitest";

it("finds the database's own statements from a second copy of the file, as Next's builds hold", async () => {
  const [first] = inject("databases");
  const { openDatabase } = await import("@/lib/db");
  const db = openDatabase(first?.url ?? "");
  vi.resetModules();
  const { statementsIn } = await import("@/lib/db");
  expect(statementsIn(db)).toBe(db.$statements);
  // Within a transaction of Prisma's, never past it.
  await db.$transaction(async (tx) => {
    expect(statementsIn(tx)).not.toBe(db.$statements);
    await statementsIn(tx).query("SELECT 1", []);
  });
  await db.$disconnect();
});

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openClient } from "@/lib/db";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { leaseSeconds, renewalInterval, withMigrationLease } from "./migration-lease";

const names = inject("databases").map(({ name }) => name);

it("the lease lasts fifteen seconds, and for several renewals", () => {
  expect(leaseSeconds).toBe(15);
  expect(renewalInterval * 3).toBeLessThan(15_000);
});

describe.each(names.slice(-1))("a migration longer than its lease, on %s", (name) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
  });
  afterAll(() => database.drop());

  it("keeps every other runner out to its end", async () => {
    const order: string[] = [];
    const first = withMigrationLease(database.url, async () => {
      order.push("first begins");
      await sleep(17_000);
      order.push("first ends");
    });
    while (order.length === 0) await sleep(50);
    const second = withMigrationLease(database.url, async () => {
      order.push("second begins");
    });
    const client = await openClient(database.url);
    const { rows } = await client.query("SELECT holder FROM public._migration_lease");
    await sleep(16_000);
    expect((await client.query("SELECT holder FROM public._migration_lease")).rows).toEqual(rows);
    await client.end();
    await Promise.all([first, second]);
    expect(order).toEqual(["first begins", "first ends", "second begins"]);
  }, 60_000);
});

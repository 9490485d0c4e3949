import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { afterAll, describe, expect, inject, it } from "vitest";
import { freePort } from "@/e2e/support/free-port";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { isDatabaseDown, isUniqueViolation, openClient, openDatabase } from "./db";
import { inventAccount, inventAttempt } from "@/prisma/row.fixture";

describe.each(inject("databases"))("on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());

  it("names the constraint that a write broke, and no other", async () => {
    const consumed = () => ({
      ...inventAttempt(),
      ...{ state: "consumed" as const, providerId: word(), heldAt: new Date() },
    });
    const [first, second] = [consumed(), consumed()];
    await db.attempt.createMany({ data: [first, second] });
    // Addresses are unique among confirmed ones.
    const confirmed = { emailConfirmedAt: new Date() };
    const account = { ...inventAccount(first.id), ...confirmed };
    await db.account.create({ data: account });
    const other = { ...inventAccount(second.id), ...confirmed };
    for (const [column, same] of [
      ["email", { email: account.email }],
      ["unique_key_index", { uniqueKeyIndex: account.uniqueKeyIndex }],
      ["attempt_id", { attemptId: account.attemptId }],
    ] as const) {
      const error = await faultOf(db.account.create({ data: { ...other, ...same } }));
      expect(isUniqueViolation(error)).toBe(true);
      const named = ["email", "unique_key_index", "attempt_id", "key", "id", "index_key"];
      expect(named.filter((each) => isUniqueViolation(error, each))).toEqual([column]);
      expect(isDatabaseDown(error)).toBe(false);
    }
  });

  it("names the constraints of a provider id and of an administrator's e-mail", async () => {
    const held = { state: "confirming" as const, providerId: word(), heldAt: new Date() };
    await db.attempt.create({ data: { ...inventAttempt(), ...held } });
    const taken = await faultOf(db.attempt.create({ data: { ...inventAttempt(), ...held } }));
    expect(isUniqueViolation(taken, "provider_id")).toBe(true);
    const email = `${word()}@example.com`;
    const administrator = { email, passwordHash: "none", createdAt: new Date() };
    await db.administrator.create({ data: { id: word(), ...administrator } });
    const twice = await faultOf(
      db.administrator.create({ data: { id: word(), ...administrator } }),
    );
    expect(isUniqueViolation(twice, "email")).toBe(true);
  });

  it("mistakes neither a broken check nor a missing row for a duplicate or a dead database", async () => {
    const lost = await faultOf(db.account.create({ data: inventAccount("nobody") }));
    const wrong = await faultOf(
      db.attempt.create({ data: { ...inventAttempt(), id: "with space" } }),
    );
    for (const error of [lost, wrong]) {
      expect([isUniqueViolation(error), isDatabaseDown(error)]).toEqual([false, false]);
    }
  });

  it("lets a crowd wait its turn for longer than a connection may take to open", async () => {
    // The embedded PostgreSQL runs them one after another, for more than seven seconds.
    const slow = () => db.$transaction((all) => all.$queryRaw`SELECT pg_sleep(0.3)::text`);
    const outcomes = await Promise.allSettled(Array.from({ length: 24 }, slow));
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
  });
});

describe.each(inject("databases").filter(({ name }) => name.startsWith("real")))(
  "on $name, when connections break",
  ({ url }) => {
    const database = new URL(url).pathname.slice(1);

    it.each([
      ["in a query", (db: PrismaClient) => db.$queryRaw`SELECT pg_sleep(3)::text`],
      ["in a transaction, while working", (db) => transact(db, "SELECT pg_sleep(3)::text")],
      ["in a transaction, between statements", (db) => transact(db, null)],
    ] satisfies [string, (db: PrismaClient) => Promise<unknown>][])(
      "calls it down %s, and works again at once",
      async (_where, work) => {
        const db = openDatabase(`${url}?application_name=broken`);
        const [error] = await Promise.all([faultOf(work(db)), breakConnections(url)]);
        expect(isDatabaseDown(error)).toBe(true);
        expect(await db.$queryRaw`SELECT current_database()::text AS name`).toEqual([
          { name: database },
        ]);
        await db.$disconnect();
      },
    );
  },
);

describe("a database that is not there", () => {
  it("is down when the connection is refused", async () => {
    const db = openDatabase(`postgres://nobody@127.0.0.1:${await freePort()}/none`);
    expect(isDatabaseDown(await faultOf(db.attempt.count()))).toBe(true);
    expect(isDatabaseDown(await faultOf(db.$transaction((all) => all.attempt.count())))).toBe(true);
  });

  it("is down within six seconds when the server accepts and says nothing", async () => {
    const port = await freePort();
    const silent = createServer((socket) => socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(port, "127.0.0.1", resolve));
    const begun = performance.now();
    const db = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`);
    expect(isDatabaseDown(await faultOf(db.attempt.count()))).toBe(true);
    expect(performance.now() - begun).toBeLessThan(6_000);
    silent.close();
  });

  it("is not confused with a fault of our own, or with no error at all", () => {
    for (const error of [new Error("Connection of thoughts lost"), null, undefined, "down", 7]) {
      expect([isDatabaseDown(error), isUniqueViolation(error)]).toEqual([false, false]);
    }
  });
});

function transact(db: PrismaClient, statement: string | null): Promise<unknown> {
  return db.$transaction(async (all) => {
    await all.attempt.count();
    if (statement !== null) await all.$queryRawUnsafe(statement);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await all.attempt.count();
  });
}

/** Ends every connection of the test, as a restart of the server does. */
async function breakConnections(url: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const client = await openClient(url);
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'broken' AND datname = current_database()`,
  );
  await client.end();
}

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error("It should have failed");
    },
    (error: unknown) => error,
  );
}

function word(): string {
  return randomBytes(8).toString("hex");
}

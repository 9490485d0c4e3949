import { createServer, type Server } from "node:net";
import { Client } from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { freePort } from "@/e2e/support/free-port";
import { checkReadiness } from "@/lib/database/readiness";
import { databaseTrouble, isDatabaseDown, openClient, openDatabase, openPool } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { createDatabaseLike } from "@/sandbox/database/test-databases";
import { migrate } from "@/prisma/engine/migrate";

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

describe("what is wrong with a database", () => {
  it.each([
    ["28P01", "database_password_refused"],
    ["28000", "database_access_refused"],
    ["3D000", "database_missing"],
    ["53300", "database_full"],
    ["57P03", "database_unavailable"],
  ] as const)(
    "is classified by its code %s, through Prisma and the driver",
    async (code, trouble) => {
      const url = await refuseWith(code);
      const db = openDatabase(url);
      const pool = openPool(url);
      for (const work of [
        () => db.attempt.count(),
        () => db.$queryRaw`SELECT 1`,
        () => db.$transaction((tx) => tx.attempt.count()),
        () => pool.query("SELECT 1"),
        () => openClient(url),
      ]) {
        const error = await faultOf(work());
        expect([databaseTrouble(error), isDatabaseDown(error)]).toEqual([trouble, true]);
      }
      expect((await checkReadiness(db, migrations)).kind).toBe(trouble);
    },
  );

  it("includes an untrusted certificate and missing TLS", async () => {
    const { url } = inject("databases").at(-1) ?? { url: "" };
    const db = openDatabase(`${url}?sslmode=verify-full`);
    expect((await checkReadiness(db, migrations)).kind).toBe("database_certificate_refused");
  });

  it("includes an address where nothing listens", async () => {
    const db = openDatabase(`postgres://nobody@127.0.0.1:${await freePort()}/none`);
    expect((await checkReadiness(db, migrations)).kind).toBe("database_unavailable");
  });
});

describe.each(inject("databases").map(({ name }) => name))("readiness on %s", (name) => {
  it("begins with the migrations, all of this build's", async () => {
    const { url, drop } = await createDatabaseLike(name);
    const db = openDatabase(url);
    expect((await checkReadiness(db, migrations)).kind).toBe("database_not_migrated");
    const error = await faultOf(db.attempt.count());
    expect([databaseTrouble(error), isDatabaseDown(error)]).toEqual([
      "database_not_migrated",
      true,
    ]);
    await migrate(url);
    expect((await checkReadiness(db, migrations)).kind).toBe("ready");
    // An older build keeps running, a newer one waits for its migrations.
    expect((await checkReadiness(db, migrations.slice(0, 2))).kind).toBe("ready");
    const newer = [...migrations, "29990101000000_newer"];
    expect((await checkReadiness(db, newer)).kind).toBe("database_not_migrated");
    await db.$disconnect();
    await drop();
  });

  it.runIf(name === "real PostgreSQL")("needs the rights to write", async () => {
    const { url, drop } = await createDatabaseLike(name);
    await migrate(url);
    const role = `${new URL(url).pathname.slice(1)}_guest`;
    const owner = new Client({ connectionString: url });
    await owner.connect();
    await owner.query(
      `CREATE ROLE ${role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
    const guest = new URL(url);
    guest.username = role;
    const db = openDatabase(guest.href);
    expect((await checkReadiness(db, migrations)).kind).toBe("database_forbidden");
    expect(databaseTrouble(await faultOf(db.rateLimit.create({ data: { key: "a" } })))).toBe(
      "database_forbidden",
    );
    await db.$disconnect();
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.end();
    await drop();
  });
});

/** A server that refuses every session with this code. */
async function refuseWith(code: string): Promise<string> {
  const port = await freePort();
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mno\0\0`);
  const head = Buffer.from([0x45, 0, 0, 0, 4 + fields.length]);
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(Buffer.concat([head, fields])));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return `postgres://someone:wrong@127.0.0.1:${port}/none`;
}

function faultOf(work: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(work).then(
    () => {
      throw new Error("It should have failed");
    },
    (error: unknown) => error,
  );
}

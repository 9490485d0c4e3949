import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/e2e/support/free-port";
import { openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { startDatabase } from "@/sandbox/database/database";
import { startPooler } from "@/sandbox/database/pooler.fixture";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startSandbox } from "@/sandbox/portone";

const key = () => `k1:${randomBytes(32).toString("base64")}`;
type Running<T extends (...options: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

/** The command itself, on real parts: what it prints, and its exit code. */
describe("npm run doctor", () => {
  let database: Running<typeof startDatabase>;
  let empty: Running<typeof startDatabase>;
  let sandbox: Running<typeof startSandbox>;
  beforeAll(async () => {
    database = await startDatabase({ port: await freePort() });
    empty = await startDatabase({ port: await freePort() });
    sandbox = await startSandbox({ port: await freePort() });
    await migrate(database.url);
  }, 60_000);
  afterAll(async () => {
    await sandbox.close();
    await database.close();
    await empty.close();
  });

  function ask(
    changes: Record<string, string> = {},
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      [
        ...["--import", "tsx", "--import", "./prisma/engine/ready-client.ts"],
        "prisma/commands/doctor/doctor.ts",
      ],
      {
        env: {
          PATH: process.env["PATH"] ?? "",
          NODE_ENV: "production",
          ALLOW_SANDBOX: "1",
          APP_URL: "https://signup.example.com",
          TRUSTED_PROXIES: "10.0.0.0/8",
          DATABASE_URL: database.url,
          PORTONE_API_URL: sandbox.url,
          SMTP_URL: sandbox.smtpUrl,
          SESSION_SECRETS: randomBytes(32).toString("hex"),
          CI_SEAL_KEYS: key(),
          CI_INDEX_KEYS: key(),
          AUDIT_KEYS: key(),
          COMPANY_NAME: "주식회사 예시",
          SUPPORT_EMAIL: "support@example.com",
          PRIVACY_OFFICER: "개인정보 보호 담당",
          PORTONE_IMP_CODE: "imp00000000",
          PORTONE_IMP_KEY: "sandbox-key",
          PORTONE_IMP_SECRET: "sandbox-secret",
          PORTONE_CHANNEL_KEY: "channel-key-00000000",
          ...changes,
        },
      },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
  }

  it("finds a good set-up fit, and says how it is connected", async () => {
    const { code, said } = await ask();
    expect(said).not.toMatch(/^(BAD|note)/m);
    expect(said).toMatch(/ statement 1min, idle in a transaction 1min, .* zone UTC$/m);
    expect(said).toMatch(/^ok {3}timeouts: PortOne 10 s.* idle connections 75 s/m);
    expect(said).toContain("A server may start.");
    expect(code).toBe(0);
  }, 60_000);

  it.each<[string, () => Record<string, string>, RegExp, number]>([
    ["a setting is missing", () => ({ CI_SEAL_KEYS: "" }), /^BAD  settings: CI_SEAL_KEYS/m, 1],
    ["a setting is unsafe", () => ({ ALLOW_SANDBOX: "" }), /^BAD  settings: SMTP_URL: is an/m, 1],
    [
      "no database answers",
      () => ({ DATABASE_URL: "postgres://someone:hidden@127.0.0.1:1/elsewhere" }),
      /^BAD  database: No PostgreSQL answers/m,
      1,
    ],
    [
      "it is not migrated",
      () => ({ DATABASE_URL: empty.url }),
      /^BAD  migrations: .*db:migrate/m,
      1,
    ],
    [
      "PortOne refuses us",
      () => ({ PORTONE_IMP_SECRET: "wrong" }),
      /^BAD  PortOne: it refuses/m,
      1,
    ],
    ["PortOne is down", () => ({ PORTONE_API_URL: "http://127.0.0.1:1" }), /^note PortOne: /m, 0],
    [
      "mail is down",
      () => ({ SMTP_URL: "smtp://127.0.0.1:1" }),
      /^note mail: no mail goes out/m,
      0,
    ],
    [
      "the replica is down",
      () => ({ DATABASE_REPLICA_URL: "postgres://someone:hidden@127.0.0.1:1/elsewhere" }),
      /^note replica: it does not answer/m,
      0,
    ],
    ["no proxy is named", () => ({ TRUSTED_PROXIES: "" }), /^note settings: TRUSTED_PROXIES/m, 0],
  ])(
    "says what to do where %s",
    async (_what, changes, line, exit) => {
      const { code, said } = await ask(changes());
      expect(said).toMatch(line);
      expect(said).not.toMatch(/hidden|sandbox-secret/);
      expect(code).toBe(exit);
    },
    60_000,
  );

  it("sees a pooler, and its mode", async (context) => {
    const real = await createRealDatabase();
    const pooler = real === null ? null : await startPooler(real.url);
    if (real === null || pooler === null) {
      console.log("NOT RUN through PgBouncer: it, or a real PostgreSQL, is not there.");
      return context.skip();
    }
    await migrate(real.url);
    const { code, said } = await ask({ DATABASE_URL: pooler.url, DATABASE_REPLICA_URL: real.url });
    await pooler.close();
    await real.drop();
    expect(said).toMatch(/^ok {3}sessions: through a pooler.* statement 1min.* zone UTC$/m);
    expect(said).toContain("gives a backend to each transaction: transaction mode");
    expect(said).toMatch(/^ok {3}replica: 0\.0 s behind/m);
    expect(code).toBe(0);
  }, 60_000);

  it("sees clocks that are apart", async () => {
    const move = (method: string, body?: string) =>
      fetch(`${sandbox.url}/_sandbox/clock`, { method, ...(body && { body }) });
    await move("POST", JSON.stringify({ offsetMs: 600_000 }));
    const { code, said } = await ask();
    await move("DELETE");
    expect(said).toMatch(/^BAD  PortOne: this clock and PortOne's differ by (599|600|601) s/m);
    expect(code).toBe(1);
  }, 60_000);

  it("sees people under a key that is not there, and a database that is newer", async () => {
    const db = openDatabase(database.url);
    await openMember(db);
    await db.$executeRaw`UPDATE accounts SET unique_key_index_key_id = 'k0'`;
    await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('later', '', '29990101000000_later', now())`;
    await db.$disconnect();
    const { code, said } = await ask();
    expect(said).toMatch(/^BAD  keys: CI_INDEX_KEYS lacks k0/m);
    expect(said).toMatch(/^note migrations: the database is newer than this build/m);
    expect(code).toBe(1);
  }, 60_000);
});

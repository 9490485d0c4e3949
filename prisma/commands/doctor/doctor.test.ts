import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/e2e/support/free-port";
import { openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { canStartCluster, startCluster, startStandby } from "@/sandbox/database/cluster";
import { startDatabase } from "@/sandbox/database/database";
import { startOnSmallDisk } from "@/sandbox/database/small-disk.fixture";
import { startPooler } from "@/sandbox/database/pooler.fixture";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startSandbox } from "@/sandbox/portone";
import { diagnose } from "./doctor";

const key = () => `k1:${randomBytes(32).toString("base64")}`;
type Running<T extends (...options: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

describe("npm run doctor", () => {
  let database: Running<typeof startDatabase>;
  let empty: Running<typeof startDatabase>;
  let sandbox: Running<typeof startSandbox>;
  let site: Record<"ours" | "another" | "leadsElsewhere", Running<typeof startSite>>;
  beforeAll(async () => {
    database = await startDatabase({ port: await freePort() });
    empty = await startDatabase({ port: await freePort() });
    sandbox = await startSandbox({ port: await freePort() });
    site = {
      ours: await startSite(200, '{"status":"live"}'),
      another: await startSite(200, "It works!"),
      leadsElsewhere: await startSite(301, ""),
    };
    await migrate(database.url);
  }, 60_000);
  afterAll(async () => {
    for (const { close } of Object.values(site)) await close();
    await sandbox.close();
    await database.close();
    await empty.close();
  });

  const surroundings = (changes: Record<string, string>) => ({
    PATH: process.env["PATH"] ?? "",
    NODE_ENV: "production" as const,
    ALLOW_SANDBOX: "1",
    APP_URL: "https://127.0.0.1:1",
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
  });

  /** What the command asks and says, in this process. */
  async function ask(
    changes: Record<string, string> = {},
    now = () => new Date(),
  ): Promise<{ isFit: boolean; said: string }> {
    const { lines, isFit } = await diagnose(surroundings(changes), now);
    return { isFit, said: lines.join("\n") };
  }

  /** The command itself. */
  function run(
    changes: Record<string, string> = {},
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      [
        ...["--import", "tsx", "--import", "./prisma/engine/ready-client.ts"],
        "prisma/commands/doctor/doctor.ts",
      ],
      { env: surroundings(changes) },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
  }

  it("is a command, whose exit code says whether a server may start", async () => {
    const [good, broken] = await Promise.all([run(), run({ PORTONE_IMP_SECRET: "wrong" })]);
    expect(good.said).not.toMatch(/^(BAD|note)/m);
    expect(good.said).toContain("A server may start.");
    expect(good.code).toBe(0);
    expect(broken.said).toMatch(/^BAD {2}PortOne: it refuses/m);
    expect(broken.said).toContain("A server should not start.");
    expect(broken.code).toBe(1);
  }, 60_000);

  it("finds a good set-up fit, and says how it is connected", async () => {
    const { isFit, said } = await ask();
    expect(said).not.toMatch(/^(BAD|note)/m);
    expect(said).toMatch(/ statement 1min, idle in a transaction 1min, .* zone UTC$/m);
    expect(said).toMatch(/^ok {3}timeouts: PortOne 10 s.* idle connections 75 s/m);
    expect(said).toMatch(/^ok {3}room: the database has room for more$/m);
    expect(said).toMatch(/^ok {3}site: nothing answers at .* yet/m);
    expect(said).not.toMatch(/traces/);
    expect(isFit).toBe(true);
  });

  it.each<[string, () => Record<string, string>, RegExp, boolean]>([
    [
      "a setting is missing",
      () => ({ CI_SEAL_KEYS: "" }),
      /^BAD {2}settings: CI_SEAL_KEYS/m,
      false,
    ],
    [
      "a setting is wrong",
      () => ({ AGE_POLICY: "of age" }),
      /^BAD {2}settings: AGE_POLICY: .*\.env\.example/m,
      false,
    ],
    [
      "settings contradict each other",
      () => ({ GUARDIAN_CONSENT: "on" }),
      /^BAD {2}settings: GUARDIAN_CONSENT: goes with AGE_POLICY=international:14/m,
      false,
    ],
    [
      "one secret is named twice",
      () => ({ CI_SEAL_KEYS_FILE: "/run/seal" }),
      /^BAD {2}settings: CI_SEAL_KEYS and CI_SEAL_KEYS_FILE: name only one/m,
      false,
    ],
    [
      "a setting is unsafe",
      () => ({ ALLOW_SANDBOX: "" }),
      /^BAD {2}settings: SMTP_URL: is an/m,
      false,
    ],
    [
      "no database answers",
      () => ({ DATABASE_URL: "postgres://someone:hidden@127.0.0.1:1/elsewhere" }),
      /^BAD {2}database: No PostgreSQL answers/m,
      false,
    ],
    [
      "it is not migrated",
      () => ({ DATABASE_URL: empty.url }),
      /^BAD {2}migrations: .*db:migrate/m,
      false,
    ],
    [
      "PortOne refuses us",
      () => ({ PORTONE_IMP_SECRET: "wrong" }),
      /^BAD {2}PortOne: it refuses/m,
      false,
    ],
    [
      "PortOne is down",
      () => ({ PORTONE_API_URL: "http://127.0.0.1:1" }),
      /^note PortOne: it does not answer/m,
      true,
    ],
    [
      "mail is down",
      () => ({ SMTP_URL: "smtp://127.0.0.1:1" }),
      /^note mail: no mail goes out/m,
      true,
    ],
    [
      "the replica is down",
      () => ({ DATABASE_REPLICA_URL: "postgres://someone:hidden@127.0.0.1:1/elsewhere" }),
      /^note replica: it does not answer/m,
      true,
    ],
    [
      "no proxy is named",
      () => ({ TRUSTED_PROXIES: "" }),
      /^note settings: TRUSTED_PROXIES is empty/m,
      true,
    ],
    [
      "every address is believed",
      () => ({ TRUSTED_PROXIES: "10.0.0.1, 0.0.0.0/0" }),
      /^note settings: TRUSTED_PROXIES believes strangers/m,
      true,
    ],
    [
      "the proxy leads elsewhere",
      () => ({ APP_URL: site.leadsElsewhere.url }),
      /^note site: .* leads elsewhere/m,
      true,
    ],
    [
      "another server answers",
      () => ({ APP_URL: site.another.url }),
      /^note site: .* answers 200, and not as a server of ours/m,
      true,
    ],
    [
      "nothing takes the traces",
      () => ({
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=hidden",
      }),
      /^note traces: http:\/\/127\.0\.0\.1:1 takes none: connection/m,
      true,
    ],
  ])(
    "says what to do where %s",
    async (_what, changes, line, isFit) => {
      const answer = await ask(changes());
      expect(answer.said).toMatch(line);
      expect(answer.said).not.toMatch(/hidden|sandbox-secret/);
      expect(answer.isFit).toBe(isFit);
    },
    60_000,
  );

  it("sees a server of ours at its address, and a collector that takes traces", async () => {
    const { said, isFit } = await ask({
      APP_URL: site.ours.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: site.another.url,
      OTEL_TRACES_SAMPLER_ARG: "0.1",
    });
    expect(said).toMatch(/^ok {3}site: a server of ours answers/m);
    expect(said).toMatch(/^ok {3}traces: .* takes them, 10 % of all/m);
    expect(isFit).toBe(true);
  });

  it("sees a pooler, and its mode", async (context) => {
    const real = await createRealDatabase();
    const pooler = real === null ? null : await startPooler(real.url);
    if (real === null || pooler === null) {
      console.log("NOT RUN through PgBouncer: it, or a real PostgreSQL, is not there.");
      return context.skip();
    }
    await migrate(real.url);
    const changes = { DATABASE_URL: pooler.url, DATABASE_REPLICA_URL: real.url };
    const { isFit, said } = await ask(changes);
    await pooler.close();
    await real.drop();
    expect(said).toMatch(/^ok {3}sessions: through a pooler.* statement 1min.* zone UTC$/m);
    expect(said).toContain("gives a backend to each transaction: transaction mode");
    expect(said).toMatch(/^ok {3}room: /m);
    expect(said).toMatch(/^ok {3}replica: 0\.0 s behind/m);
    expect(isFit).toBe(true);
  }, 60_000);

  it("sees a database that is read-only", async (context) => {
    if (!canStartCluster) {
      console.log("NOT RUN: PostgreSQL's programs are not in /usr/lib/postgresql.");
      return context.skip();
    }
    const primary = await startCluster();
    await migrate(primary.url);
    const standby = await startStandby(primary);
    const behind = await ask({ DATABASE_URL: standby.url });
    await standby.close();
    await primary.close();
    expect(behind.said).toMatch(/^BAD {2}database: .* read-only\. .*failover/m);
    expect(behind.isFit).toBe(false);
  }, 60_000);

  it("sees a database whose disk is full", async (context) => {
    const small = await startOnSmallDisk();
    if (small === null) {
      console.log("NOT RUN: a disk to fill needs root, and PostgreSQL's programs.");
      return context.skip();
    }
    await migrate(small.url);
    small.fill();
    const { said, isFit } = await ask({ DATABASE_URL: small.url });
    await small.close();
    expect(said).toMatch(/^ok {3}database: .* writable/m);
    expect(said).toMatch(/^BAD {2}room: nothing more fits into the database\. Free /m);
    expect(isFit).toBe(false);
  }, 60_000);

  it("sees clocks that are apart: PortOne's, and the database's", async () => {
    const move = (method: string, body?: string) =>
      fetch(`${sandbox.url}/_sandbox/clock`, { method, ...(body && { body }) });
    await move("POST", JSON.stringify({ offsetMs: 600_000 }));
    const theirs = await ask();
    await move("DELETE");
    expect(theirs.said).toMatch(
      /^BAD {2}PortOne: this clock and PortOne's differ by (599|600|601) s/m,
    );
    expect(theirs.isFit).toBe(false);
    const ours = await ask({}, () => new Date(Date.now() - 600_000));
    expect(ours.said).toMatch(
      /^BAD {2}clock: this clock and the database's differ by (599|600|601) s/m,
    );
    expect(ours.isFit).toBe(false);
  });

  it("sees a PortOne that is slow", async () => {
    const fault = { path: "/users/getToken", delayMs: 2_200, times: 1 };
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
    const { said, isFit } = await ask();
    expect(said).toMatch(/^note PortOne: it took 2\.[2-9] s to answer/m);
    expect(isFit).toBe(true);
  });

  it("sees people under a key that is not there, and a database that is newer", async () => {
    const db = openDatabase(database.url);
    await openMember(db);
    await db.$executeRaw`UPDATE accounts SET unique_key_index_key_id = 'k0'`;
    await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('later', '', '29990101000000_later', now())`;
    await db.$disconnect();
    const { isFit, said } = await ask();
    expect(said).toMatch(/^BAD {2}keys: CI_INDEX_KEYS lacks k0/m);
    expect(said).toMatch(/^note migrations: the database is newer than this build/m);
    expect(isFit).toBe(false);
  });
});

/** What may answer at APP_URL. */
async function startSite(status: number, body: string) {
  const port = await freePort();
  const server = createServer((_request, response) => {
    response.writeHead(status, { location: "https://elsewhere.invalid/" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

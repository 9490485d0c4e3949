import { spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "@/e2e/support/free-port";

/** Debian's place of PostgreSQL's programs, the newest first. */
const places = existsSync("/usr/lib/postgresql")
  ? readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a))
  : [];
const bin =
  places
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((place) =>
      ["initdb", "pg_basebackup", "postgres"].every((name) => existsSync(join(place, name))),
    ) ?? null;

/** Where PostgreSQL's programs are; null where there are none. */
export const postgresPrograms = bin;
/** Whether a PostgreSQL of our own can be started; what needs one says so where it cannot. */
export const canStartCluster = bin !== null;

const nobody = 65_534;
/** PostgreSQL refuses to be root. */
const who = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
const database = "verified_signup";

/** A PostgreSQL of its own in a temporary folder, with an empty database. Unless `durable`, without fsync. */
export async function startCluster({
  durable = false,
  folder = takeFolder(),
}: Durability & { folder?: string } = {}): Promise<Cluster> {
  const data = join(folder, "data");
  await run("initdb", [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "-N",
  ]);
  const cluster = await serve(folder, data, durable);
  await onCluster(cluster.port, "postgres", `CREATE DATABASE ${database}`);
  return cluster;
}

/** A standby by streaming replication; `synchronous`: the primary waits until it has written each commit. */
export async function startStandby(
  primary: Cluster,
  { synchronous = false, durable = false }: Durability & { synchronous?: boolean } = {},
): Promise<Cluster> {
  const folder = takeFolder();
  const data = join(folder, "data");
  const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=standby`;
  await run("pg_basebackup", ["-D", data, "-d", source, "-R", "-X", "stream", "-c", "fast", "-N"]);
  const standby = await serve(folder, data, durable);
  if (synchronous) {
    await onCluster(
      primary.port,
      "postgres",
      "ALTER SYSTEM SET synchronous_standby_names = 'standby'",
    );
    await onCluster(primary.port, "postgres", "SELECT pg_reload_conf()");
  }
  return standby;
}

async function serve(folder: string, data: string, durable: boolean): Promise<Cluster> {
  const port = await freePort();
  let server: ChildProcess;
  const start = async () => {
    const settings = [
      ...[`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`],
      ...["max_connections=60", "shared_buffers=64MB", "wal_receiver_timeout=2s"],
      `fsync=${durable ? "on" : "off"}`,
    ].flatMap((setting) => ["-c", setting]);
    server = spawn(join(bin ?? "", "postgres"), ["-D", data, ...settings], {
      stdio: "ignore",
      ...who,
    });
    await untilAnswers(port);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exit = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await exit;
  };
  await start();
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/${database}`,
    start,
    stop: () => end("SIGINT"),
    // The postmaster's children end by themselves once it is gone.
    kill: () => end("SIGKILL"),
    promote: async () => {
      await onCluster(port, "postgres", "SELECT pg_promote(true, 30)");
    },
    close: async () => {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** A temporary folder of the PostgreSQL's user. `prepare`: before it is theirs. */
export function takeFolder(prepare?: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "cluster-"));
  prepare?.(folder);
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  return folder;
}

async function run(program: string, options: string[]): Promise<void> {
  if (bin === null)
    throw new Error("There is no PostgreSQL to start: /usr/lib/postgresql is empty");
  const child = spawn(join(bin, program), options, { stdio: ["ignore", "ignore", "pipe"], ...who });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${program}: ${said}`);
}

async function untilAnswers(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answers = await onCluster(port, "postgres", "SELECT 1").then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(50);
  }
  throw new Error("The PostgreSQL does not answer");
}

async function onCluster(port: number, name: string, statement: string): Promise<void> {
  const address = `postgres://postgres@127.0.0.1:${port}/${name}`;
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

type Durability = { durable?: boolean };
export type Cluster = {
  port: number;
  url: string;
  start: () => Promise<void>;
  /** As an administrator restarts it: sessions are cut, nothing is lost. */
  stop: () => Promise<void>;
  /** As a machine dies. */
  kill: () => Promise<void>;
  /** A standby becomes the primary. */
  promote: () => Promise<void>;
  close: () => Promise<void>;
};

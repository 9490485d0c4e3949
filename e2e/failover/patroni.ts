import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { randomToken } from "@/lib/crypto/token";
import { postgresPrograms } from "@/sandbox/database/cluster";
import { freePort } from "../support/free-port";
import type { Pair } from "./pair";

const programs = {
  patroni: "/usr/bin/patroni",
  haproxy: "/usr/sbin/haproxy",
  "etcd-server": "/usr/bin/etcd",
} as const;
const database = "verified_signup";

/** Debian's packages that are not here, without which there is no such run. */
export function missingPackages(): string[] {
  const missing = Object.entries(programs).filter(([, program]) => !existsSync(program));
  const packages = missing.map(([name]) => name);
  return postgresPrograms === null ? [...packages, "postgresql"] : packages;
}

/** Patroni keeps its PostgreSQL as Debian does: by its own user, where we may choose. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: string) =>
    Number(spawnSync("id", [option, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/**
 * Two PostgreSQL under Patroni with an etcd, before them HAProxy, with the settings of deploy/failover: only
 * addresses, ports and folders are put in.
 */
export async function startPatroni(tell: (line: string) => void): Promise<Pair> {
  const who = owner();
  const folder = mkdtempSync(join(tmpdir(), "patroni-"));
  const own = (path: string) => {
    mkdirSync(path, { recursive: true });
    if (who.uid !== undefined && who.gid !== undefined) chownSync(path, who.uid, who.gid);
    return path;
  };
  own(folder);
  const etcd = { client: await freePort(), peer: await freePort() };
  const front = { primary: await freePort(), replica: await freePort() };
  const passwords = {
    PATRONI_SUPERUSER_PASSWORD: randomToken(18),
    PATRONI_REPLICATION_PASSWORD: randomToken(18),
    PATRONI_REWIND_PASSWORD: randomToken(18),
  };
  const running: ChildProcess[] = [];
  const run = (name: string, file: string, options: string[], env: Record<string, string> = {}) => {
    const child = spawn(file, options, {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, NODE_ENV: "production", ...env },
      ...who,
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
    }
    running.push(child);
    logs.set(name, said);
    return child;
  };
  const logs = new Map<string, string[]>();

  const [client, peer] = [etcd.client, etcd.peer].map((port) => `http://127.0.0.1:${port}`);
  run("etcd", programs["etcd-server"], [
    ...["--data-dir", own(join(folder, "etcd"))],
    ...["--listen-client-urls", client ?? "", "--advertise-client-urls", client ?? ""],
    ...["--listen-peer-urls", peer ?? "", "--initial-advertise-peer-urls", peer ?? ""],
    ...["--initial-cluster", `default=${peer ?? ""}`],
  ]);

  const members: Member[] = [];
  for (const name of ["one", "two"]) {
    members.push({
      name,
      port: await freePort(),
      rest: await freePort(),
      data: join(folder, name),
    });
  }
  const start = (member: Member) => {
    const settings = join(folder, `${member.name}.yml`);
    writeFileSync(settings, settingsOf(member, etcd.client, folder));
    member.process = run(member.name, programs.patroni, [settings], passwords);
  };
  const [one, two] = members;
  if (one === undefined || two === undefined) throw new Error("No members");
  const fail = (what: string) => {
    const lines = [...logs].map(([name, said]) => `${name}: ${said.join("").slice(-1_500)}`);
    return new Error(`${what}\n${lines.join("\n")}`);
  };
  const until = async (what: string, holds: () => Promise<boolean>, seconds = 60) => {
    const ends = performance.now() + seconds * 1_000;
    while (!(await holds().catch(() => false))) {
      if (performance.now() > ends) throw fail(`${what}: not within ${seconds} s`);
      await sleep(100);
    }
  };
  const close = async () => {
    for (const child of running.reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const address = (name: string) =>
    `postgres://postgres:${passwords.PATRONI_SUPERUSER_PASSWORD}@127.0.0.1:${front.primary}/${name}`;
  try {
    start(one);
    await until("the first PostgreSQL is primary", () => says(one, "primary"));
    start(two);
    await until("the second follows, synchronously", () => says(two, "sync"));
    const proxy = join(folder, "haproxy.cfg");
    writeFileSync(proxy, proxySettingsOf(members, front));
    run("haproxy", programs.haproxy, ["-db", "-f", proxy]);
    // HAProxy leads to both until it has asked each of them twice.
    await sleep(4_000);
    await until("HAProxy leads to the primary", () => isWritable(address("postgres")));
    await ask(address("postgres"), `CREATE DATABASE ${database}`);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    databaseUrl: address(database),
    killPrimary: async () => {
      // As a machine dies: its Patroni cannot start the PostgreSQL again, nor give the key back.
      const postmaster = Number(
        readFileSync(join(one.data, "postmaster.pid"), "utf8").split("\n")[0],
      );
      one.process?.kill("SIGKILL");
      process.kill(postmaster, "SIGKILL");
      await until("the other is primary", () => says(two, "primary"));
      tell("Patroni has made the standby the primary.");
      await until("HAProxy leads to it", () => isWritable(address(database)));
    },
    bringBack: async () => {
      start(one);
      await until("the former primary follows, synchronously", () => says(one, "sync"), 120);
    },
    close,
  };
}

/** Patroni's own answer, as HAProxy asks for it. */
async function says({ rest }: Member, role: "primary" | "sync"): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${rest}/${role}`)).status === 200;
}

async function isWritable(url: string): Promise<boolean> {
  const rows = await ask(url, "SELECT pg_is_in_recovery() AS standby");
  return JSON.stringify(rows) === '[{"standby":false}]';
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function settingsOf({ name, port, rest, data }: Member, etcd: number, folder: string): string {
  return replaceAll(readFileSync("deploy/failover/patroni.yml", "utf8"), [
    ["name: one", `name: ${name}`],
    ["0.0.0.0:8008", `127.0.0.1:${rest}`],
    ["10.0.0.11:8008", `127.0.0.1:${rest}`],
    ["10.0.0.21:2379, 10.0.0.22:2379, 10.0.0.23:2379", `"127.0.0.1:${etcd}"`],
    ["10.0.0.0/24", "127.0.0.1/32"],
    ["0.0.0.0:5432", `127.0.0.1:${port}`],
    ["10.0.0.11:5432", `127.0.0.1:${port}`],
    ["/var/lib/postgresql/15/verified-signup", data],
    ["/usr/lib/postgresql/15/bin", postgresPrograms ?? ""],
    ["max_connections: 200", `max_connections: 200\n        unix_socket_directories: ${folder}`],
  ]);
}

function proxySettingsOf(members: Member[], front: { primary: number; replica: number }): string {
  const servers = members.flatMap(({ port, rest }, at): [string, string][] => [
    [`10.0.0.1${at + 1}:5432 check port 8008`, `127.0.0.1:${port} check port ${rest}`],
  ]);
  return replaceAll(readFileSync("deploy/failover/haproxy.cfg", "utf8"), [
    ["bind *:5432", `bind 127.0.0.1:${front.primary}`],
    ["bind *:5433", `bind 127.0.0.1:${front.replica}`],
    ...servers,
  ]);
}

/** Each has to be there: otherwise the settings that are tried would not be those that are shipped. */
function replaceAll(text: string, pairs: [string, string][]): string {
  return pairs.reduce((written, [from, to]) => {
    if (!written.includes(from)) throw new Error(`deploy/failover no longer says ${from}`);
    return written.replaceAll(from, to);
  }, text);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await exit;
  clearTimeout(late);
}

type Member = { name: string; port: number; rest: number; data: string; process?: ChildProcess };

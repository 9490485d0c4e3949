import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { seedAdministrator } from "@/prisma/seeding/seed-administrator";
import { startDatabase } from "@/sandbox/database/database";
import { startSandbox } from "@/sandbox/portone";
import { freePort } from "./free-port";

/** Whose site it is, as the footer says it. */
const company = {
  COMPANY_NAME: "주식회사 예시",
  COMPANY_REPRESENTATIVE: "홍길동",
  COMPANY_REGISTRATION_NUMBER: "000-00-00000",
  COMPANY_ADDRESS: "서울시 예시구 예시로 1",
  SUPPORT_PHONE: "02-0000-0000",
  PRIVACY_OFFICER: "개인정보 보호 담당",
};

/** A database, the sandbox and the production server, on free ports. */
export async function startStack({
  version,
  databaseUrl,
  publicPort,
  settings = {},
}: StackOptions): Promise<Stack> {
  const embedded =
    databaseUrl === undefined ? await startDatabase({ port: await freePort() }) : null;
  const url = databaseUrl ?? embedded?.url ?? "";
  await migrate(url);
  const client = openDatabase(url);
  await seedAdministrator(client, new Date());
  await client.$disconnect();
  const sandbox = await startSandbox({ port: await freePort() });
  const port = await freePort();
  const listensAt = `http://localhost:${port}`;
  const appUrl = publicPort === undefined ? listensAt : `http://localhost:${publicPort}`;
  const start = (directory: string) =>
    spawn(
      process.execPath,
      [resolve("node_modules/next/dist/bin/next"), "start", "-p", `${port}`],
      {
        cwd: directory,
        env: {
          PATH: process.env["PATH"] ?? "",
          TZ: process.env["TZ"] ?? "",
          NODE_ENV: "production",
          ALLOW_SANDBOX: "1",
          APP_URL: appUrl,
          DATABASE_URL: url,
          PORTONE_VERSION: version,
          PORTONE_API_URL: sandbox.url,
          SMTP_URL: sandbox.smtpUrl,
          DRAIN_SECONDS: "0",
          ...company,
          ...secrets,
          ...settings,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
  const secrets = sampleSettings();
  const output: string[] = [];
  let server: ChildProcess;
  const restart = async (directory = ".") => {
    const started = start(directory);
    server = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => output.push(text));
    }
    await untilReady(listensAt, started, output);
  };
  let database = embedded;
  const stopDatabase = async () => {
    const running = database;
    database = null;
    await running?.close();
  };
  await restart();
  return {
    appUrl,
    listensAt,
    sandboxUrl: sandbox.url,
    databaseUrl: url,
    sealKeys: secrets.CI_SEAL_KEYS,
    output: () => output.join(""),
    stopDatabase,
    restart,
    kill: () => ended(server, "SIGKILL"),
    terminate: () => {
      const exit = new Promise<number | null>((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      return exit;
    },
    close: async () => {
      await ended(server);
      await sandbox.close();
      await stopDatabase();
    },
  };
}

/** Random secrets and the sandbox's merchant. */
function sampleSettings() {
  const key = () => `test:${randomBytes(32).toString("base64")}`;
  return {
    SESSION_SECRETS: randomBytes(32).toString("hex"),
    CI_SEAL_KEYS: key(),
    CI_INDEX_KEYS: key(),
    AUDIT_KEYS: key(),
    PORTONE_IMP_CODE: "imp00000000",
    PORTONE_IMP_KEY: "sandbox-key",
    PORTONE_IMP_SECRET: "sandbox-secret",
    PORTONE_STORE_ID: "store-00000000-0000-4000-8000-000000000000",
    PORTONE_API_SECRET: "sandbox-api-secret",
    PORTONE_CHANNEL_KEY: "channel-key-00000000-0000-4000-8000-000000000000",
  };
}

async function untilReady(url: string, server: ChildProcess, output: string[]): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer !== null && answer.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The production server did not start:\n${output.join("")}`);
}

function ended(server: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill(signal);
    setTimeout(() => server.kill("SIGKILL"), 5_000).unref();
  });
}

export type StackOptions = {
  version: "v1" | "v2";
  /** A PostgreSQL to migrate; if absent, an embedded one in memory. */
  databaseUrl?: string;
  settings?: Record<string, string>;
  /** Port of the proxy in front; if absent, the server's own. */
  publicPort?: number;
};
export type Stack = {
  appUrl: string;
  /** As the setting has them: what the server seals, a story can read. */
  sealKeys: string;
  /** The server's own address, without the proxy. */
  listensAt: string;
  sandboxUrl: string;
  databaseUrl: string;
  /** Everything printed so far. */
  output: () => string;
  /** Stops the embedded database while the server runs. */
  stopDatabase: () => Promise<void>;
  /** As an orchestrator asks it to; resolves with the exit code. */
  terminate: () => Promise<number | null>;
  /** Like a crash. */
  kill: () => Promise<void>;
  /** Same settings; `directory` for another build. */
  restart: (directory?: string) => Promise<void>;
  close: () => Promise<void>;
};

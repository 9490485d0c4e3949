import { randomBytes } from "node:crypto";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { seedAdministrator } from "@/prisma/seeding/seed-administrator";
import { startDatabase } from "@/sandbox/database/database";
import { startSandbox } from "@/sandbox/portone";
import { freePort } from "./free-port";
import { startServer, type Program, type Server } from "./servers/server";

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
  program,
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
  const secrets = sampleSettings();
  const environment = {
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
  };
  let database = embedded;
  const stopDatabase = async () => {
    const running = database;
    database = null;
    await running?.close();
  };
  const server = await startServer(port, environment, program?.(port));
  const others: Server[] = [];
  return {
    ...server,
    appUrl,
    sandboxUrl: sandbox.url,
    databaseUrl: url,
    sealKeys: secrets.CI_SEAL_KEYS,
    settings: environment,
    stopDatabase,
    startAnother: async () => {
      const another = await startServer(await freePort(), environment);
      others.push(another);
      return another;
    },
    close: async () => {
      await Promise.all([server, ...others].map((each) => each.close()));
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

export type StackOptions = {
  version: "v1" | "v2";
  /** A PostgreSQL to migrate; if absent, an embedded one in memory. */
  databaseUrl?: string;
  settings?: Record<string, string>;
  /** Port of the proxy in front; if absent, the server's own. */
  publicPort?: number;
  /** What listens at this port; if absent, this build. */
  program?: (port: number) => Program;
};
export type Stack = Server & {
  appUrl: string;
  /** As the setting has them: what the server seals, a story can read. */
  sealKeys: string;
  sandboxUrl: string;
  databaseUrl: string;
  /** The environment of its servers. */
  settings: Record<string, string>;
  /** Stops the embedded database while the server runs. */
  stopDatabase: () => Promise<void>;
  /** Beside the first, with the same settings, on a port of its own. */
  startAnother: () => Promise<Server>;
};

import { connect } from "node:net";
import { isDatabaseDown, openDatabase } from "@/lib/db";
import { markDevelopment } from "@/prisma/commands/development";
import { migrate } from "@/prisma/engine/migrate";
import { seedAdministrator, sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { DataFolderInUse, startDatabase } from "../database/database";
import { CannotStart, readDevSettings } from "./dev-settings";
import { startNext } from "./next-server";
import { whenParentsGone } from "./parents";
import { startSandbox } from "../portone";

/** What has been started, last first; each is ended before what it stands on. */
const running: (() => Promise<void>)[] = [];

/** `npm run dev`: the database, the local PortOne with its mail, and the app, together; Ctrl-C ends all. */
async function main(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stop(0));
  }
  whenParentsGone(() => void stop(0));
  const { ports, addresses, embedded } = readDevSettings();
  await refuseUsedPort("PORT", ports.PORT);
  await refuseUsedPort("SANDBOX_PORT", ports.SANDBOX_PORT);
  await refuseUsedPort("SANDBOX_SMTP_PORT", ports.SANDBOX_SMTP_PORT);
  if (embedded) {
    await refuseUsedPort("DATABASE_PORT", ports.DATABASE_PORT);
    const dataDir = `.data/postgres-${ports.DATABASE_PORT}`;
    running.unshift((await startDatabase({ port: ports.DATABASE_PORT, dataDir })).close);
  }
  await prepareDatabase(addresses.DATABASE_URL);
  const unmark = markDevelopment(addresses);
  running.unshift(async () => unmark());
  const sandbox = await startSandbox({
    port: ports.SANDBOX_PORT,
    smtpPort: ports.SANDBOX_SMTP_PORT,
  });
  running.unshift(sandbox.close);
  const next = startNext(ports.PORT, addresses);
  running.unshift(next.close);
  void next.ended.then((code) => stop(code));
  await next.ready;
  const { email, password } = sampleAdministrator;
  console.log(`  App      ${addresses.APP_URL}`);
  console.log(`  Sandbox  ${sandbox.url}  (the local PortOne; mail: ${sandbox.url}/mail)`);
  console.log(`  Admin    ${addresses.APP_URL}/admin  ${email} / ${password}`);
}

async function prepareDatabase(url: string): Promise<void> {
  await migrate(url).catch((error: unknown) => {
    if (!isDatabaseDown(error)) throw error;
    throw new CannotStart("No PostgreSQL answers at DATABASE_URL.");
  });
  const client = openDatabase(url);
  await seedAdministrator(client, new Date());
  await client.$disconnect();
}

async function refuseUsedPort(name: string, port: number): Promise<void> {
  const used = await new Promise<boolean>((resolve) => {
    const probe = connect(port, "127.0.0.1");
    probe.once("connect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });
  if (!used) return;
  throw new CannotStart(
    `Port ${port} is in use. Stop what runs there, or choose another with ${name}=…`,
  );
}

let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // What hangs is ended by the end of this process; the database survives that.
  setTimeout(() => process.exit(code), 5_000).unref();
  for (const close of running) await close().catch(() => undefined);
  process.exit(code);
}

main().catch((error: unknown) => {
  if (stopping) return;
  const isMendable = error instanceof CannotStart || error instanceof DataFolderInUse;
  console.error(isMendable ? error.message : error);
  void stop(1);
});

import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { connect } from "node:net";
import nextEnv from "@next/env";
import { openDatabase } from "@/lib/db";
import { generateClient } from "@/prisma/generate";
import { migrate } from "@/prisma/migrate";
import { seedAdministrator, sampleAdministrator } from "@/prisma/seed-administrator";
import { startDatabase } from "./database";
import { startSandbox } from "./portone";

/** `npm run dev`: the database, the local PortOne and the app, together; Ctrl-C ends all. */
async function main(): Promise<void> {
  const settings = developmentSettings();
  if (isClientStale()) generateClient();
  await refuseUsedPort("PORT", settings.PORT);
  const database = settings.embedded ? await openEmbedded(settings.DATABASE_PORT) : null;
  const cleanUp: (() => Promise<void>)[] = database === null ? [] : [database.close];
  await migrate(settings.DATABASE_URL);
  const client = openDatabase(settings.DATABASE_URL);
  await seedAdministrator(client, new Date());
  await client.$disconnect();
  await refuseUsedPort("SANDBOX_PORT", settings.SANDBOX_PORT);
  const sandbox = await startSandbox({ port: Number(settings.SANDBOX_PORT) });
  cleanUp.push(sandbox.close);
  await runNext(settings);
  console.log(`  App      ${settings.APP_URL}`);
  console.log(`  Sandbox  ${sandbox.url}  (the local PortOne)`);
  console.log(
    `  Admin    ${settings.APP_URL}/admin  ${sampleAdministrator.email} / ${sampleAdministrator.password}`,
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stop(cleanUp, 0));
  }
}

/** The shell wins over .env.local, which wins over .env.development; addresses follow the ports. */
function developmentSettings() {
  const own = { ...process.env };
  const quiet = { info: () => undefined, error: console.error };
  const { combinedEnv, loadedEnvFiles } = nextEnv.loadEnvConfig(process.cwd(), true, quiet);
  const sample = loadedEnvFiles.find(({ path }) => path === ".env.development")?.env ?? {};
  const isChosen = (name: string) => own[name] !== undefined || combinedEnv[name] !== sample[name];
  const value = (name: string) => combinedEnv[name] ?? "";
  const address = (name: string, moved: string) => (isChosen(name) ? value(name) : moved);
  const [PORT, SANDBOX_PORT, DATABASE_PORT] = [
    value("PORT"),
    value("SANDBOX_PORT"),
    value("DATABASE_PORT"),
  ];
  return {
    PORT,
    SANDBOX_PORT,
    DATABASE_PORT,
    embedded: !isChosen("DATABASE_URL"),
    APP_URL: address("APP_URL", `http://localhost:${PORT}`),
    DATABASE_URL: address(
      "DATABASE_URL",
      `postgres://postgres@127.0.0.1:${DATABASE_PORT}/postgres`,
    ),
    PORTONE_API_URL: address("PORTONE_API_URL", `http://127.0.0.1:${SANDBOX_PORT}`),
  };
}

async function openEmbedded(port: string) {
  await refuseUsedPort("DATABASE_PORT", port);
  return startDatabase({ port: Number(port), dataDir: `.data/postgres-${port}` });
}

function isClientStale(): boolean {
  const client = "lib/generated/prisma/client.ts";
  return !existsSync(client) || statSync(client).mtimeMs < statSync("prisma/schema.prisma").mtimeMs;
}

/** Resolves once Next answers. Next's own banner is left out: the three lines below it say more. */
function runNext({ PORT, embedded: _, ...settings }: ReturnType<typeof developmentSettings>) {
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-p", PORT], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...settings, PORT, NEXT_TELEMETRY_DISABLED: "1" },
  });
  return new Promise<void>((resolve) => {
    let ready = false;
    next.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (ready) process.stdout.write(text.replace(/^.*next\.config\.js took.*\n\n?/gm, ""));
      else if (text.includes("Ready in")) {
        ready = true;
        resolve();
      }
    });
    next.once("exit", (code) => process.exit(code ?? 0));
    process.once("exit", () => next.kill());
  });
}

async function refuseUsedPort(name: string, port: string): Promise<void> {
  const used = await new Promise<boolean>((resolve) => {
    const probe = connect(Number(port), "127.0.0.1");
    probe.once("connect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });
  if (!used) return;
  console.error(`Port ${port} is in use. Stop what runs there, or choose another with ${name}=…`);
  process.exit(1);
}

async function stop(cleanUp: (() => Promise<void>)[], code: number): Promise<void> {
  await Promise.allSettled(cleanUp.map((close) => close()));
  process.exit(code);
}

await main();

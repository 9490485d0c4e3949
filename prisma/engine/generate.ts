import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import {
  documentsFolder,
  documentsModule,
  readDocuments,
} from "@/lib/consents/source/read-documents";

/**
 * Writes the typed Prisma client to lib/generated/prisma. The client needs no engine, but Prisma's
 * command line insists on downloading its schema engine even for this; naming a binary keeps it
 * offline. (Migrations run the same engine as WebAssembly: prisma/engine/migrate.ts.)
 */
export function generateClient(): void {
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`prisma generate failed\n${run.stdout}${run.stderr}`);
  writeGenerated();
}

/** What is generated besides the client. @throws InvalidDocuments naming file and line. */
export function writeGenerated(): void {
  mkdirSync("lib/generated", { recursive: true });
  writeFileSync(migrationsFile, migrationsText());
  writeFileSync(documentsFile, documentsText());
}

/** The texts that people agree to, so that a running server reads no file. */
export const documentsFile = "lib/generated/documents.ts";

export function documentsText(): string {
  return documentsModule(readDocuments(documentsFolder));
}

/** The names of this build's migrations, by which a server tells whether its database has them. */
export const migrationsFile = "lib/generated/migrations.ts";

export function migrationsText(): string {
  const names = readdirSync("prisma/migrations", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return `/** Generated from prisma/migrations. */\nexport const migrations: readonly string[] = ${JSON.stringify(names)};\n`;
}

if (process.argv[1]?.endsWith("generate.ts")) generateClient();

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { keptRecordSchema, type KeptRecord } from "@/lib/compliance/kept-record";
import {
  documentsFolder,
  documentsModule,
  readDocuments,
} from "@/lib/consents/source/read-documents";
import { copyFontParts, fontPartsText } from "./font-parts";

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
  writeFileSync(schemaOfClient, readFileSync(schema, "utf8"));
}

/** Whether there is no client, or one of another schema. The client itself holds the schema in Prisma's format. */
export function isClientStale(): boolean {
  if (!existsSync(schemaOfClient)) return true;
  return readFileSync(schemaOfClient, "utf8") !== readFileSync(schema, "utf8");
}

const schema = "prisma/schema.prisma";
/** What the client was made from; written last. */
const schemaOfClient = "lib/generated/prisma/made-from.prisma";

/** What is generated besides the client. @throws InvalidDocuments naming file and line. */
export function writeGenerated(): void {
  for (const [file, text] of generatedModules()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  copyFontParts();
}

/** What a running server would otherwise read from files: texts, migrations, parts of the font. */
export function generatedModules(): [file: string, text: string][] {
  return [
    ["lib/generated/documents.ts", documentsModule(readDocuments(documentsFolder))],
    ["lib/generated/kept-record.ts", keptRecordText()],
    ["lib/generated/migrations.ts", migrationsText()],
    ["lib/generated/font-parts.ts", fontPartsText()],
  ];
}

export const keptRecordFile = `${documentsFolder}/kept.json`;

export function readKeptRecord(): KeptRecord {
  if (!existsSync(keptRecordFile)) return {};
  return keptRecordSchema.parse(JSON.parse(readFileSync(keptRecordFile, "utf8")));
}

function keptRecordText(): string {
  return `import type { KeptRecord } from "@/lib/compliance/kept-record";

/** Generated from ${keptRecordFile}. */
export const keptRecord: KeptRecord = ${JSON.stringify(readKeptRecord())};
`;
}

/** The names of this build's migrations, by which a server tells whether its database has them. */
function migrationsText(): string {
  const names = readdirSync("prisma/migrations", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return `/** Generated from prisma/migrations. */\nexport const migrations: readonly string[] = ${JSON.stringify(names)};\n`;
}

if (process.argv[1]?.endsWith("generate.ts")) generateClient();

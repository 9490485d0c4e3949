import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { openDatabase, readAddress } from "@/lib/db";
import { explain, loadSettings } from "../settings";
import { runPgTool } from "./pg-tools";

const day = 24 * 60 * 60_000;
const named = /^verified-signup-\d{8}T\d{6}Z\.dump$/;

/**
 * Dumps the whole database into a new file of this folder, for its owner's eyes only, checks that it can be
 * read, and records that it was made. Files of ours that are older than `keepDays` go: whoever left stands in
 * them still.
 */
export async function backUp(
  url: string,
  { folder, keepDays, now }: { folder: string; keepDays: number; now: Date },
): Promise<Backup> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, nameOf(now));
  const unfinished = `${path}.unfinished`;
  await (await open(unfinished, "w", 0o600)).close();
  try {
    const schema = readAddress(url)?.schema ?? "public";
    const part = schema === "public" ? [] : [`--schema=${schema}`];
    const plain = ["--format=custom", "--no-owner", "--no-privileges", `--file=${unfinished}`];
    await runPgTool("pg_dump", [...plain, ...part], url);
    await runPgTool("pg_restore", ["--list", unfinished], null);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  const digest = await digestOf(path);
  const db = openDatabase(url, undefined, "tool");
  try {
    await db.$transaction((tx) => appendEvent(tx, { kind: "backup_made", file: digest }, now));
  } finally {
    await db.$disconnect();
  }
  const gone = await removeOld(folder, new Date(now.getTime() - keepDays * day));
  return { path, digest, bytes: (await stat(path)).size, gone };
}

function nameOf(now: Date): string {
  return `verified-signup-${now.toISOString().replace(/\.\d+|[-:]/g, "")}.dump`;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path))
    hash.update(z.instanceof(Uint8Array).parse(chunk));
  return hash.digest("hex");
}

async function removeOld(folder: string, before: Date): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => named.test(name));
  const old = names.filter((name) => name < nameOf(before));
  for (const name of old) await rm(join(folder, name));
  return old;
}

/** `npm run backup -- --to FOLDER [--keep DAYS]` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { to: { type: "string" }, keep: { type: "string", default: "30" } },
  });
  const keepDays = Number(values.keep);
  if (values.to === undefined || !Number.isInteger(keepDays) || keepDays < 1) {
    throw new Error("Usage: npm run backup -- --to FOLDER [--keep DAYS]");
  }
  const { databaseUrl, ownerUrl } = loadSettings();
  const options = { folder: values.to, keepDays, now: new Date() };
  const { path, digest, bytes, gone } = await backUp(ownerUrl ?? databaseUrl, options);
  console.log(`${path}: ${bytes} bytes, SHA-256 ${digest}`);
  for (const name of gone) console.log(`Removed ${name}, older than ${keepDays} days.`);
  console.log("It opens with CI_SEAL_KEYS and CI_INDEX_KEYS only: keep those, elsewhere.");
}

type Backup = { path: string; digest: string; bytes: number; gone: string[] };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

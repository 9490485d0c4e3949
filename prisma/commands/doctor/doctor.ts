import { pathToFileURL } from "node:url";
import { config, InvalidSettings } from "@/lib/config";
import { openDatabase, openPool } from "@/lib/db";
import { explain, loadSettings } from "../settings";
import { checksOf } from "./checks";
import type { Check, Finding } from "./findings";

/** Milliseconds; one check that hangs does not hide the rest. */
const longest = 15_000;

/** Runs each check; resolves with its lines and whether a server should start. */
export async function examine(checks: readonly Check[]): Promise<Examined> {
  const lines: string[] = [];
  let isFit = true;
  for (const { name, run } of checks) {
    for (const finding of await findingsOf(run)) {
      if (finding.state === "bad") isFit = false;
      lines.push(`${marks[finding.state]} ${name}: ${sentenceOf(finding)}`);
    }
  }
  return { lines, isFit };
}

async function findingsOf(run: Check["run"]): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding[]>((resolve) => {
    const finding: Finding = {
      state: "bad",
      says: "no answer within 15 s",
      todo: "Look at what it asks.",
    };
    timer = setTimeout(() => resolve([finding]), longest);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    return [{ state: "bad", says: "could not be looked at", todo: explain(error) }];
  } finally {
    clearTimeout(timer);
  }
}

function sentenceOf(finding: Finding): string {
  return finding.state === "ok" ? finding.says : `${finding.says}. ${finding.todo}`.trimEnd();
}

const marks = { ok: "ok  ", warn: "note", bad: "BAD " } as const;

/** `npm run doctor`; the exit code is 1 if the server should not start. */
async function main(): Promise<void> {
  const { databaseUrl } = loadSettings();
  const now = () => new Date();
  const pool = openPool(databaseUrl);
  const db = openDatabase(databaseUrl, pool);
  try {
    const all = checksOf({ db, now });
    // The others need settings that can be read.
    const checks = isReadable() ? all : all.slice(0, 1);
    const { lines, isFit } = await examine(checks);
    console.log(lines.join("\n"));
    console.log(isFit ? "\nA server may start." : "\nA server should not start.");
    if (!isFit) process.exitCode = 1;
  } finally {
    await pool.end();
  }
}

function isReadable(): boolean {
  try {
    config();
    return true;
  } catch (error) {
    if (error instanceof InvalidSettings) return false;
    throw error;
  }
}

export type Examined = { lines: string[]; isFit: boolean };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

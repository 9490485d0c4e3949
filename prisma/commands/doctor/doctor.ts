import { pathToFileURL } from "node:url";
import { InvalidSettings, readConfig, type Environment } from "@/lib/config";
import { openDatabase, openPool } from "@/lib/db";
import { explain, loadSettings } from "../settings";
import { checkInvalid, checksOf } from "./checks";
import type { Check, Finding } from "./findings";

/** Milliseconds; one check that hangs does not hide the rest. */
const longest = 15_000;

/** Looks at everything that a server with this environment needs. */
export async function diagnose(env: Environment, now: () => Date): Promise<Examined> {
  const settings = readSettings(env);
  // The other checks need settings that can be read.
  if ("problems" in settings) return examine([checkInvalid(settings.problems)]);
  const pool = openPool(settings.databaseUrl);
  try {
    const db = openDatabase(settings.databaseUrl, pool);
    return await examine(checksOf({ db, env, settings, now }));
  } finally {
    await pool.end();
  }
}

function readSettings(env: Environment) {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof InvalidSettings) return error;
    throw error;
  }
}

/** Runs each check; resolves with its lines and whether a server should start. */
async function examine(checks: readonly Check[]): Promise<Examined> {
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
  if (finding.state === "ok") return finding.says;
  return `${finding.says.replace(/\.$/, "")}. ${finding.todo}`.trimEnd();
}

const marks = { ok: "ok  ", warn: "note", bad: "BAD " } as const;

/** `npm run doctor`; the exit code is 1 if the server should not start. */
async function main(): Promise<void> {
  loadSettings();
  const { lines, isFit } = await diagnose(process.env, () => new Date());
  console.log(lines.join("\n"));
  console.log(isFit ? "\nA server may start." : "\nA server should not start.");
  if (!isFit) process.exitCode = 1;
}

export type Examined = { lines: string[]; isFit: boolean };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

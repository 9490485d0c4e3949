import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const folder = ".data";

/**
 * Notes, for the tools, that `npm run dev` runs and with which addresses.
 * @returns what takes the note away.
 */
export function markDevelopment(addresses: Addresses): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `development-${process.pid}.json`);
  const note: Development = { pid: process.pid, addresses };
  writeFileSync(path, JSON.stringify(note), { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

/**
 * The running `npm run dev` of this folder, if it has this database open, or if none is named and
 * there is only one. Null otherwise.
 */
export function findDevelopment(databaseUrl: string | undefined): Development | null {
  const running = readNotes().filter(({ pid }) => isAlive(pid));
  const meant = databaseUrl
    ? running.filter(({ addresses }) => addresses.DATABASE_URL === databaseUrl)
    : running;
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function readNotes(): Development[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /^development-\d+\.json$/.test(name));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      return [development.parse(JSON.parse(readFileSync(join(folder, name), "utf8")))];
    } catch {
      return [];
    }
  });
}

const development = z.object({
  pid: z.number().int().positive(),
  addresses: z.object({
    APP_URL: z.string(),
    DATABASE_URL: z.string(),
    PORTONE_API_URL: z.string(),
  }),
});

/** Whether a process of this id runs, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

type Addresses = Development["addresses"];
export type Development = z.infer<typeof development>;

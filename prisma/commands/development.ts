import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const folder = ".data";

/**
 * Writes down for the tools that `npm run dev` runs, and its addresses.
 * @returns a function that removes the note.
 */
export function markDevelopment(addresses: Addresses): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `development-${process.pid}.json`);
  const note: Development = { pid: process.pid, addresses };
  writeFileSync(path, JSON.stringify(note), { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

/**
 * The running `npm run dev` of this folder that uses this database; if none is named, the only one
 * running. Else null.
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

/** Also for a process of another user. */
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

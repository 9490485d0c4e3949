import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { lock } from "proper-lockfile";
import { isAlive } from "@/prisma/commands/development";

/**
 * Takes a data folder for this process; two would destroy it. The lock beside it is kept fresh while
 * its owner lives. One left by a killed owner is taken over: at once where the owner's id says that
 * it is gone from this machine, else when it has not been kept fresh.
 * @returns what gives it back.
 * @throws DataFolderInUse while its owner runs.
 */
export async function takeDataFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const [path, note] = [`${folder}.lock`, `${folder}.owner`];
  const { pid, host } = readOwner(note);
  if (pid > 0 && host === hostname() && !isAlive(pid))
    rmSync(path, { recursive: true, force: true });
  const release = await lock(folder, { lockfilePath: path, stale, update }).catch(
    (error: unknown) => {
      throw isHeld(error) ? new DataFolderInUse(folder, pid, path) : error;
    },
  );
  writeFileSync(note, `${process.pid} ${hostname()}\n`);
  return async () => {
    rmSync(note, { force: true });
    await release();
  };
}

/** Milliseconds. Far longer than anything holds an owner up: a busy machine did for five seconds. */
const stale = 60_000;
const update = 2_000;

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}

function readOwner(note: string): { pid: number; host: string } {
  try {
    const [pid, host = ""] = readFileSync(note, "utf8").trim().split(" ");
    return { pid: Number(pid), host };
  } catch {
    return { pid: 0, host: "" };
  }
}

/** Another process has the embedded database open. */
export class DataFolderInUse extends Error {
  override readonly name = "DataFolderInUse";
  constructor(folder: string, owner: number, lock: string) {
    super(
      `The database in ${folder} is open in process ${owner}. Stop that one, or choose another with ` +
        `DATABASE_PORT=… (if it is another program, delete ${lock}).`,
    );
  }
}

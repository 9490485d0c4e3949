import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isAlive } from "@/prisma/commands/development";

/**
 * Takes a data folder for this process; two would destroy it. The lock beside it holds the owner's
 * id, so that one left by a killed owner is taken over.
 * @returns what gives it back.
 * @throws DataFolderInUse while its owner runs.
 */
export function takeDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = `${folder}.lock`;
  if (!tryLock(lock)) {
    const owner = Number(readOwner(lock));
    if (owner > 0 && isAlive(owner)) throw new DataFolderInUse(folder, owner, lock);
    rmSync(lock, { force: true });
    if (!tryLock(lock)) throw new DataFolderInUse(folder, Number(readOwner(lock)), lock);
  }
  return () => rmSync(lock, { force: true });
}

function tryLock(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(lock: string): string {
  try {
    return readFileSync(lock, "utf8").trim();
  } catch {
    return "";
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

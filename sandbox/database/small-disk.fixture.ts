import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { canStartCluster, startCluster, takeFolder, type Cluster } from "./cluster";

const megabytes = 120;

/** A PostgreSQL on a disk of its own, which can be filled up; null where none can be made. */
export async function startOnSmallDisk(): Promise<(Cluster & { fill: () => void }) | null> {
  if (!canStartCluster || process.getuid?.() !== 0) return null;
  let folder = "";
  try {
    folder = takeFolder((place) =>
      run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "disk", place]),
    );
  } catch {
    return null;
  }
  const release = () => {
    run("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  const cluster = await startCluster({ folder }).catch((error: unknown) => {
    release();
    throw error;
  });
  return {
    ...cluster,
    fill: () => fillUp(join(folder, "filler")),
    close: async () => {
      // The folder itself is the disk: it goes once it is let go.
      await cluster.kill();
      release();
    },
  };
}

function fillUp(path: string): void {
  const file = openSync(path, "w");
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      while (takes(file, size));
    }
  } finally {
    closeSync(file);
  }
}

function takes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch {
    return false;
  }
}

function run(program: string, options: string[]): void {
  const { status, stderr } = spawnSync(program, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DataFolderInUse, takeDataFolder } from "./data-folder";

const place = mkdtempSync(join(tmpdir(), "data-folder-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let count = 0;
const newFolder = () => join(place, `postgres-${(count += 1)}-`);

/** What an owner leaves beside its folder that is killed, or held up, for so long. */
function leaveBehind(folder: string, owner: string, secondsAgo: number): void {
  mkdirSync(`${folder}.lock`);
  writeFileSync(`${folder}.owner`, `${owner}\n`);
  const at = new Date(Date.now() - secondsAgo * 1_000);
  utimesSync(`${folder}.lock`, at, at);
}

const nobody = 999_999;
const here = hostname();

describe("a data folder", () => {
  it.each([
    ["is gone from this machine", `${nobody} ${here}`, 0],
    ["has the id of another program, as after a restart", `${process.ppid} ${here}`, 90],
    ["has this process's own id, as in a container", `${process.pid} ${here}`, 90],
    ["was another container's", `${nobody} another-container`, 90],
    ["is not known", "", 90],
  ])("is taken over when its owner %s", async (_name, owner, secondsAgo) => {
    const folder = newFolder();
    leaveBehind(folder, owner, secondsAgo);
    await (
      await takeDataFolder(folder)
    )();
  });

  it.each([
    ["runs", `${process.ppid} ${here}`, 0],
    ["runs, however busy", `${process.ppid} ${here}`, 40],
    ["runs in another container, where ids mean others", `${nobody} another-container`, 0],
    ["is not known, and lives", "", 0],
  ])("is refused while its owner %s", async (_name, owner, secondsAgo) => {
    const folder = newFolder();
    leaveBehind(folder, owner, secondsAgo);
    const began = performance.now();
    await expect(takeDataFolder(folder)).rejects.toThrow(DataFolderInUse);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it("is refused to this process too, which is told who has it", async () => {
    const folder = newFolder();
    const giveBack = await takeDataFolder(folder);
    await expect(takeDataFolder(folder)).rejects.toThrow(
      `The database in ${folder} is open in process ${process.pid}. Stop that one`,
    );
    await giveBack();
    await (
      await takeDataFolder(folder)
    )();
  });

  it("is taken by one of many at once, and has nothing beside it when given back", async () => {
    const folder = newFolder();
    const taken = await Promise.allSettled(Array.from({ length: 5 }, () => takeDataFolder(folder)));
    const owners = taken.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(owners).toHaveLength(1);
    await owners[0]?.();
    const beside = readdirSync(place).filter((name) => join(place, name).startsWith(`${folder}.`));
    expect(beside).toEqual([]);
  });
});

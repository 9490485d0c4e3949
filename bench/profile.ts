import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startOurs, type Closing } from "./contenders";
import { buildPeers, builtPeer, startPeer } from "./programs";
import { runSlice } from "./slices";

/**
 * Where the CPU of an exchange or a sign-up goes: V8's own samples of the production server while so
 * many are answered over 16 connections, by who was at work. A sampled process is slower, so
 * the shares say something and the times do not.
 */
export async function profileOurs(work: "exchanges" | "signUps", count = 3_000): Promise<Profile> {
  buildPeers();
  const closing: Closing = [];
  const directory = mkdtempSync(join(tmpdir(), "bench-profile-"));
  try {
    const portOne = await startPeer("portone", {});
    closing.push(portOne.close);
    const file = join(directory, "profile.json");
    const settings = { NODE_OPTIONS: `--import ${builtPeer("sampler")}`, CPU_PROFILE: file };
    const ours = await startOurs(portOne.origin, closing, { settings });
    const slice = async (each: typeof work, requests: number) => {
      const made = (await ours[each]?.(requests)) ?? [];
      await runSlice(ours, { requests: made, connections: 16, milliseconds: 120_000 });
    };
    await slice("exchanges", 1_500 + count);
    if (work === "signUps") await slice(work, 300);
    process.kill(ours.pid, "SIGUSR2");
    await slice(work, count);
    process.kill(ours.pid, "SIGUSR2");
    while (!existsSync(file)) await new Promise((go) => setTimeout(go, 100));
    await new Promise((go) => setTimeout(go, 1_000));
    return summarise(cpuProfile.parse(JSON.parse(readFileSync(file, "utf8"))));
  } finally {
    for (const close of closing.toReversed()) await close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function summarise({ nodes, samples, timeDeltas }: CpuProfile): Profile {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [byOwner, byFunction] = [new Map<string, number>(), new Map<string, number>()];
  let total = 0;
  samples.forEach((id, place) => {
    const passed = timeDeltas[place] ?? 0;
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === "(idle)") return;
    total += passed;
    const owner = ownerOf(frame);
    byOwner.set(owner, (byOwner.get(owner) ?? 0) + passed);
    const name = `${frame.functionName || "(anonymous)"} ${owner}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + passed);
  });
  return { owners: shares(byOwner, total), functions: shares(byFunction, total) };
}

/** A package, a part of Node, or V8 itself; a chunk of Next's build keeps its own name. */
function ownerOf({ functionName, url }: Frame): string {
  if (url === "") return functionName.startsWith("(") ? functionName : "V8 and Node, native";
  if (url.startsWith("node:")) return url;
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name === "next") return `next ${url.split("/").at(-1) ?? ""}`;
  return name ?? url.replace(/.*\/\.next\//, "");
}

function shares(times: ReadonlyMap<string, number>, total: number): [string, number][] {
  return [...times]
    .map(([name, time]): [string, number] => [name, time / total])
    .toSorted(([, one], [, other]) => other - one);
}

const frame = z.object({ functionName: z.string(), url: z.string() });
const cpuProfile = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: frame })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
type Frame = z.infer<typeof frame>;
type CpuProfile = z.infer<typeof cpuProfile>;
/** Shares of the time at work, the largest first. */
export type Profile = { owners: [string, number][]; functions: [string, number][] };

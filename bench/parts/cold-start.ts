import { startStack } from "@/e2e/support/stack";
import { cpuMs, ownNextServers, residentMb } from "../processes";
import { buildMinimalNext, startMinimalNext } from "../programs";
import { median } from "../slices";

/**
 * From the start of the process to the first whole `/signup`, with the CPU and memory taken until
 * then: ours beside a Next application of one page. Started in turns; the middle one counts.
 */
export async function benchColdStart({
  also = [],
  runs = 5,
}: ColdStartOptions): Promise<ColdStart[]> {
  buildMinimalNext();
  const stack = await startStack({ version: "v1" });
  const ours = (directory: string) => async () => {
    await stack.restart(directory);
    const [pid = 0] = ownNextServers();
    return { origin: stack.listensAt, pid, close: stack.kill };
  };
  const contenders = [
    { name: coldStartFloor, start: () => startMinimalNext({}) },
    { name: "ours", start: ours(".") },
    ...also.map((directory) => ({ name: `ours, of ${directory}`, start: ours(directory) })),
  ];
  const taken = contenders.map(() => new Array<Start>());
  try {
    await stack.kill();
    for (let run = 0; run < runs; run += 1) {
      for (const [place, { start }] of contenders.entries()) {
        taken[place]?.push(await measure(start));
      }
    }
  } finally {
    await stack.close();
  }
  const middle = (starts: readonly Start[] = [], of: (start: Start) => number) =>
    median(starts.map(of));
  const floor = middle(taken[0], ({ ms }) => ms);
  return contenders.map(({ name }, place) => {
    const ms = middle(taken[place], (start) => start.ms);
    return {
      name,
      ms,
      ratio: ms / floor,
      cpu: middle(taken[place], ({ cpu }) => cpu),
      mb: middle(taken[place], ({ mb }) => mb),
    };
  });
}

async function measure(start: () => Promise<Started>): Promise<Start> {
  const began = performance.now();
  const { origin, pid, close } = await start();
  const answer = await fetch(`${origin}/signup`);
  await answer.text();
  if (answer.status !== 200) throw new Error(`${origin}/signup answered ${answer.status}`);
  const taken = { ms: performance.now() - began, cpu: cpuMs(pid), mb: residentMb(pid) };
  await close();
  return taken;
}

/** The figures as rows of bench/results.json. */
export function coldStartRows(starts: readonly ColdStart[]) {
  return starts.flatMap(({ name, ms, ratio, cpu, mb }) => [
    { what: `cold start, ${name}, first /signup`, value: ms, unit: "ms", ratio },
    { what: `cold start, ${name}, CPU`, value: cpu, unit: "ms", ratio: null },
    { what: `cold start, ${name}, memory`, value: mb, unit: "MB", ratio: null },
  ]);
}

const coldStartFloor = "a Next application of one page";
type Started = { origin: string; pid: number; close: () => Promise<void> };
type Start = { ms: number; cpu: number; mb: number };
export type ColdStart = { name: string; ms: number; ratio: number; cpu: number; mb: number };
/** `also`: directories of other builds of ours. */
export type ColdStartOptions = { also?: string[]; runs?: number };

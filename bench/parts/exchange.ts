import { createRealDatabase } from "@/sandbox/database/test-databases";
import { floors, startOurs, startPeers, type Closing, type Contender } from "../contenders";
import { residentMb } from "../processes";
import { buildMinimalNext, buildPeers, startPeer } from "../programs";
import { median, percentile, runSlice, type Outgoing, type Slice } from "../slices";

/**
 * One exchange of an identity, and the opening of an account, beside others that do less. All stand
 * at once, and each has a slice of every round, so that what else the machine does hits all alike.
 * A ratio is the median of the rounds' own ratios. Null where no real PostgreSQL answers.
 */
export async function benchExchange({
  also = [],
  rounds = 3,
  milliseconds = 1_500,
}: ExchangeOptions): Promise<ExchangeFigures | null> {
  const database = await createRealDatabase();
  if (database === null) {
    console.log("NOT MEASURED: the exchange. No PostgreSQL answers at TEST_POSTGRES_URL.");
    return null;
  }
  await database.drop();
  buildPeers();
  buildMinimalNext();
  const closing: Closing = [];
  try {
    const portOne = await startPeer("portone", {});
    closing.push(portOne.close);
    const contenders: Contender[] = await startPeers(portOne.origin, closing);
    contenders.push(await startOurs(portOne.origin, closing));
    for (const directory of also) {
      contenders.push(await startOurs(portOne.origin, closing, { directory }));
    }
    const idle = contenders.map(({ pid }) => residentMb(pid));
    for (const { origin, pid, exchanges } of contenders) {
      const requests = (await exchanges?.(warmUp.count)) ?? [];
      await runSlice({ origin, pid }, { requests, connections: 16, milliseconds: warmUp.longest });
    }
    const exchanges: Figure[] = [];
    for (const latency of [0, 50]) {
      await fetch(`${portOne.origin}/latency/${latency}`, { method: "POST" });
      for (const connections of [1, 16, 128]) {
        const setting = { latency, connections, rounds, milliseconds };
        exchanges.push(...(await measure(contenders, "exchanges", setting)));
      }
    }
    const signUps: Figure[] = [];
    for (const connections of [1, 16]) {
      const setting = { latency: 0, connections, rounds, milliseconds };
      signUps.push(...(await measure(contenders, "signUps", setting)));
    }
    const memory = contenders.map(({ name, pid }, place) => ({
      name,
      idleMb: idle[place] ?? Number.NaN,
      loadedMb: residentMb(pid),
    }));
    return { exchanges, signUps, memory, transactions: await countTransactions(contenders) };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

async function measure(
  contenders: readonly Contender[],
  work: "exchanges" | "signUps",
  { rounds, ...setting }: Setting,
): Promise<Figure[]> {
  const runners = contenders.flatMap((contender) => {
    const make = contender[work];
    return make === undefined ? [] : [{ contender, make, stock: new Array<Outgoing>() }];
  });
  const slices = new Map<string, Slice[]>(runners.map(({ contender }) => [contender.name, []]));
  // The first round warms up, and tells how many requests a slice needs.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contender, make, stock } of turned(runners, round)) {
      const taken = slices.get(contender.name) ?? [];
      const known = taken.map(({ rate }) => rate);
      const rate = known.length === 0 ? mostAtFirst : 1.5 * Math.max(...known);
      const wanted = Math.ceil((rate * (setting.milliseconds + 500)) / 1_000);
      const missing = wanted + setting.connections - stock.length;
      if (missing > 0) stock.push(...(await make(missing)));
      taken.push(await runSlice(contender, { ...setting, requests: stock }));
    }
  }
  const floor = (slices.get(floors[work === "exchanges" ? "exchange" : "signUp"]) ?? []).slice(1);
  const figures = runners.map(({ contender: { name } }) =>
    figureOf(name, (slices.get(name) ?? []).slice(1), floor, setting),
  );
  console.log(`${work}, PortOne ${setting.latency} ms, ${setting.connections} connections`);
  console.table(figures);
  return figures;
}

const mostAtFirst = 500;
/** Requests to each before anything is measured, and milliseconds. */
const warmUp = { count: 1_000, longest: 10_000 };

/** Who comes first changes with each round. */
function turned<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function figureOf(
  name: string,
  slices: readonly Slice[],
  floor: readonly Slice[],
  { latency, connections }: Omit<Setting, "rounds">,
): Figure {
  const latencies = slices
    .flatMap((slice) => slice.latencies)
    .toSorted((one, other) => one - other);
  return {
    name,
    latency,
    connections,
    rate: median(slices.map(({ rate }) => rate)),
    ratio: median(slices.map(({ rate }, round) => rate / (floor[round]?.rate ?? Number.NaN))),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuMs: median(slices.map((slice) => slice.cpuMs)),
  };
}

/** Transactions for each exchange, which are round trips where each is one statement. */
async function countTransactions(contenders: readonly Contender[]) {
  const counted: { name: string; transactions: number }[] = [];
  for (const { name, origin, pid, exchanges, commits } of contenders) {
    if (commits === undefined || exchanges === undefined) continue;
    const requests = await exchanges(400);
    const before = await commits();
    await runSlice({ origin, pid }, { requests, connections: 4, milliseconds: 10_000 });
    counted.push({ name, transactions: ((await commits()) - before) / 400 });
  }
  return counted;
}

type Setting = { latency: number; connections: number; rounds: number; milliseconds: number };
/** `rate` a second, `ratio` of it to the floor's; the rest in milliseconds. */
export type Figure = {
  name: string;
  latency: number;
  connections: number;
  rate: number;
  ratio: number;
  p50: number;
  p99: number;
  cpuMs: number;
};
export type ExchangeFigures = {
  exchanges: Figure[];
  signUps: Figure[];
  memory: { name: string; idleMb: number; loadedMb: number }[];
  transactions: { name: string; transactions: number }[];
};
/** `also`: directories of other builds of ours. */
export type ExchangeOptions = { also?: string[]; rounds?: number; milliseconds?: number };

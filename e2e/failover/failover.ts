import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@/lib/db";
import { freePort } from "../support/free-port";
import { startBalancer } from "../support/servers/balancer";
import { startStack, type Stack } from "../support/stack";
import { SandboxControl } from "../support/story";
import { Crowd } from "../soak/crowd";
import { countLosses, type Losses } from "../soak/losses";
import { startMailCounter } from "../soak/mail-counter";
import { Tally } from "../soak/tally";
import type { Pair } from "./pair";

const atOnce = 4;

/**
 * People join on two servers while the primary of their database is killed and its synchronous standby takes its
 * place; the address that both servers know leads on to it.
 */
export async function failOver(
  seconds: number,
  pair: Pair,
  tell: (line: string) => void,
): Promise<FailoverReport> {
  const { databaseUrl } = pair;
  const mail = await startMailCounter(await freePort());
  const publicPort = await freePort();
  const settings = { SMTP_URL: mail.url };
  const stack = await startStack({ version: "v1", databaseUrl, publicPort, settings });
  const other = await stack.startAnother();
  const servers = [stack.listensAt, other.listensAt];
  const balancer = await startBalancer(publicPort, () => servers);
  const tally = new Tally();
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const crowd = new Crowd({ appUrl: stack.appUrl, sandbox, version: "v1" }, tally);
  const db = openDatabase(databaseUrl);
  try {
    const living = crowd.run(atOnce);
    await sleep((seconds * 1_000) / 2);
    tell("The primary is killed.");
    const ready = watchReadiness(stack, tally);
    await tally.during("primary killed", () => pair.killPrimary());
    await sleep((seconds * 1_000) / 2);
    const cameBack = await timeOf(pair.bringBack);
    crowd.end();
    await living;
    const losses = await countLosses({ db, crowd, mail, appUrl: stack.appUrl });
    return { tally, losses, readiness: ready(), cameBack };
  } finally {
    await db.$disconnect();
    await balancer.close();
    await stack.close();
    await mail.stop();
    await pair.close();
  }
}

async function timeOf(work: (() => Promise<void>) | null): Promise<number | null> {
  if (work === null) return null;
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What /health/ready says, each time that it changes. */
function watchReadiness(stack: Stack, tally: Tally): () => Readiness[] {
  const heard: Readiness[] = [];
  const look = async () => {
    const answer = await fetch(`${stack.listensAt}/health/ready`).catch(() => null);
    const status = answer?.status ?? 0;
    if (heard.at(-1)?.status !== status) heard.push({ at: tally.now(), status });
  };
  const timer = setInterval(() => void look(), 200);
  return () => {
    clearInterval(timer);
    return heard;
  };
}

type Readiness = { at: number; status: number };
export type FailoverReport = {
  tally: Tally;
  losses: Losses;
  readiness: Readiness[];
  /** Milliseconds until the former primary followed the new one; null where nobody brought it back. */
  cameBack: number | null;
};

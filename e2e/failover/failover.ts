import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@/lib/db";
import { startCluster, startStandby, type Cluster } from "@/sandbox/database/cluster";
import { startFront, type Front } from "@/sandbox/database/front";
import { freePort } from "../support/free-port";
import { startBalancer } from "../support/servers/balancer";
import { startStack, type Stack } from "../support/stack";
import { SandboxControl } from "../support/story";
import { Crowd } from "../soak/crowd";
import { countLosses, type Losses } from "../soak/losses";
import { startMailCounter } from "../soak/mail-counter";
import { Tally } from "../soak/tally";

const atOnce = 4;
/** Milliseconds until the primary counts as dead, as with Patroni's shortest settings. */
const noticedAfter = 1_000;

/**
 * People join on two servers while the primary of their database is killed and its synchronous standby
 * promoted; the address that both servers know leads on to it.
 */
export async function failOver(
  seconds: number,
  tell: (line: string) => void,
): Promise<FailoverReport> {
  const primary = await startCluster({ durable: true });
  const standby = await startStandby(primary, { synchronous: true, durable: true });
  const front = await startFront(primary.port);
  const address = (cluster: Cluster, port: number) =>
    cluster.url.replace(`:${cluster.port}/`, `:${port}/`);
  const databaseUrl = address(primary, front.port);
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
  const db = openDatabase(standby.url);
  try {
    const living = crowd.run(atOnce);
    await sleep((seconds * 1_000) / 2);
    tell("The primary is killed.");
    const ready = watchReadiness(stack, tally);
    await tally.during("primary killed", () => promote({ primary, standby, front, tell }));
    await sleep((seconds * 1_000) / 2);
    crowd.end();
    await living;
    const losses = await countLosses({ db, crowd, mail, appUrl: stack.appUrl });
    return { tally, losses, readiness: ready() };
  } finally {
    await db.$disconnect();
    await balancer.close();
    await stack.close();
    await mail.stop();
    await front.close();
    await standby.close();
    await primary.close();
  }
}

async function promote({ primary, standby, front, tell }: Parts): Promise<void> {
  await primary.kill();
  await sleep(noticedAfter);
  tell("The standby is promoted.");
  // What still leads to the former primary is cut, as HAProxy does where a server is marked down.
  await standby.promote();
  front.leadTo(standby.port, { cut: true });
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

type Parts = { primary: Cluster; standby: Cluster; front: Front; tell: (line: string) => void };
type Readiness = { at: number; status: number };
export type FailoverReport = { tally: Tally; losses: Losses; readiness: Readiness[] };

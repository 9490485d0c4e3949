import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@/lib/db";
import { startCluster, type Cluster } from "@/sandbox/database/cluster";
import { freePort } from "../support/free-port";
import { startBalancer } from "../support/servers/balancer";
import type { Server } from "../support/servers/server";
import { startStack } from "../support/stack";
import { SandboxControl } from "../support/story";
import { Crowd } from "./crowd";
import { countLosses, drainMails, type Losses } from "./losses";
import { startMailCounter, type MailCounter } from "./mail-counter";
import { mostRecovery, Tally, type Step } from "./tally";

const atOnce = 4;
/** Mails that a server has on its way at once, and cannot record when it dies. */
const batch = 5;
/** Milliseconds until a killed server is started again, as an orchestrator does. */
const restartsAfter = 3_000;

/**
 * People join, log in, get back in and administer on two servers while parts of the whole fail: a server is
 * killed every minute, the database restarts once, the mail server is away for a minute, and a twentieth of
 * PortOne's answers fail.
 */
export async function soak(minutes: number, tell: (line: string) => void): Promise<SoakReport> {
  const cluster = await startCluster({ durable: true });
  const mail = await startMailCounter(await freePort());
  const publicPort = await freePort();
  const stack = await startStack({
    version: "v1",
    databaseUrl: cluster.url,
    publicPort,
    settings: { SMTP_URL: mail.url },
  });
  const other = await stack.startAnother();
  const addresses = [stack.listensAt, other.listensAt];
  const balancer = await startBalancer(publicPort, () => addresses);
  const tally = new Tally();
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const crowd = new Crowd({ appUrl: stack.appUrl, sandbox, version: "v1" }, tally);
  const db = openDatabase(cluster.url);
  try {
    const living = crowd.run(atOnce);
    await Promise.all([
      breakThings({ cluster, mail, servers: [stack, other], tally, tell }, minutes * 60_000),
      sleep(minutes * 60_000).then(() => crowd.end()),
    ]);
    await living;
    tell("The crowd has gone home; mails that wait are sent.");
    await drainMails(db, () => crowd.join());
    const losses = await countLosses({ db, crowd, mail, appUrl: stack.appUrl });
    return { minutes, tally, losses, portOneFaults: crowd.faultsOfPortOne.count };
  } finally {
    await db.$disconnect();
    await balancer.close();
    await stack.close();
    await mail.stop();
    await cluster.close();
  }
}

/** What fails when, in shares of the whole: a server at 20 s of each minute. */
async function breakThings(parts: Parts, length: number): Promise<void> {
  const minute = Math.min(60_000, length);
  const plan: Promise<void>[] = [
    breakMail(parts, length * 0.25, Math.min(60_000, length / 4)),
    breakDatabase(parts, length * 0.6),
  ];
  for (let begin = 0, turn = 0; begin + minute <= length; begin += minute, turn += 1) {
    const server = parts.servers[turn % parts.servers.length];
    if (server !== undefined) plan.push(breakServer(parts, server, begin + minute / 3));
  }
  await Promise.all(plan);
}

async function breakServer({ tally, tell }: Parts, server: Server, at: number): Promise<void> {
  await sleep(at);
  tell("A server is killed.");
  // Whole again as soon as it is dead: the other answers.
  await tally.during("server killed", () => server.kill());
  await sleep(restartsAfter);
  await server.restart();
}

async function breakDatabase({ cluster, tally, tell }: Parts, at: number): Promise<void> {
  await sleep(at);
  tell("The database restarts.");
  await tally.during("database restarted", async () => {
    await cluster.stop();
    await cluster.start();
  });
}

async function breakMail({ mail, tally, tell }: Parts, at: number, length: number): Promise<void> {
  await sleep(at);
  tell("The mail server is away.");
  const away = async () => {
    await mail.stop();
    await sleep(length);
    await mail.start();
  };
  // Mails wait in the database: nobody notices.
  await tally.during("mail server away", away, false);
}

/** What has to hold, and whether it did. */
export function rulesOf({ tally, losses }: SoakReport): Rule[] {
  const most = tally.steps.length / 1_000;
  const errors = tally.outside("error");
  const unknown = tally.outside("unknown");
  const said = (steps: readonly Step[]) => steps.map(({ told }) => told).join("; ");
  // Where a server died, or its database, between sending and recording.
  const deaths = tally.outages.filter(({ excuses }) => excuses).length;
  return [
    rule(tally.count("done") > 0, "nobody came through"),
    rule(losses.accounts === 0, `${losses.accounts} acknowledged accounts are lost`),
    rule(losses.twice === 0, `${losses.twice} people have two accounts`),
    rule(losses.lockedOut === 0, `${losses.lockedOut} members cannot log in`),
    rule(losses.mailsLost === 0, `${losses.mailsLost} mails are lost`),
    rule(losses.mailsAgain <= deaths * batch, `${losses.mailsAgain} mails came twice`),
    rule(errors.length < most, `${errors.length} errors outside the outages: ${said(errors)}`),
    rule(
      unknown.length < most,
      `${unknown.length} of unknown outcome outside the outages: ${said(unknown)}`,
    ),
    ...tally.outages.map((outage) => {
      const took = tally.recoveryOf(outage);
      return rule(took <= mostRecovery, `${outage.fault}: recovered after ${Math.round(took)} ms`);
    }),
  ];
}

const rule = (holds: boolean, otherwise: string): Rule => ({ holds, otherwise });
/** `otherwise`: what is said where it does not hold. */
type Rule = { holds: boolean; otherwise: string };

type Parts = {
  cluster: Cluster;
  mail: MailCounter;
  servers: readonly Server[];
  tally: Tally;
  tell: (line: string) => void;
};
export type SoakReport = { minutes: number; tally: Tally; losses: Losses; portOneFaults: number };

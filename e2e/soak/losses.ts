import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db";
import { PlainClient } from "../support/plain-client";
import type { Crowd } from "./crowd";
import type { MailCounter } from "./mail-counter";

/** So many members, drawn by lot, log in at the end with what they had set last. */
const sample = 25;

/** Sends what waits for its next try, or stands under the lease of a server that died. */
export async function drainMails(db: Database, wake: () => Promise<void>): Promise<void> {
  for (let rounds = 0; rounds < 6; rounds += 1) {
    // What is on its way arrives meanwhile: only the lease of a dead server is let go.
    for (let tries = 0; tries < 20; tries += 1) {
      if ((await db.mail.count({ where: { state: "waiting" } })) === 0) return;
      await sleep(500);
    }
    const data = { dueAt: new Date(), leasedUntil: null };
    await db.mail.updateMany({ where: { state: "waiting" }, data });
    await wake();
  }
}

/** What the database and the mail server hold against what people were told. */
export async function countLosses({ db, crowd, mail, appUrl }: Surroundings): Promise<Losses> {
  const told = crowd.members.map(({ attempt }) => attempt);
  const found = await db.account.findMany({
    where: { attemptId: { in: told } },
    select: { attemptId: true },
  });
  const people = await db.account.groupBy({ by: ["uniqueKeyIndex"], _count: true });
  const mails = await db.mail.findMany({ select: { id: true, state: true } });
  const times = mails.map(({ id }) => mail.taken.get(id) ?? 0);
  const again = times.filter((count) => count > 1).length;
  return {
    accounts: told.length - found.length,
    twice: people.filter(({ _count }) => _count > 1).length,
    opened: await db.account.count(),
    acknowledged: told.length,
    lockedOut: await countLockedOut(crowd, appUrl),
    mails: mails.length,
    mailsLost: times.filter((count) => count === 0).length,
    mailsAgain: again,
  };
}

async function countLockedOut(crowd: Crowd, appUrl: string): Promise<number> {
  const chosen = [...crowd.members].sort(() => Math.random() - 0.5).slice(0, sample);
  let out = 0;
  for (const { email, password } of chosen) {
    const client = new PlainClient(appUrl);
    const answer = await client.submit(await client.get("/login"), "email", { email, password });
    if (answer.location !== "/account") out += 1;
  }
  return out;
}

type Surroundings = { db: Database; crowd: Crowd; mail: MailCounter; appUrl: string };
export type Losses = {
  /** Acknowledged, and not there. */
  accounts: number;
  twice: number;
  opened: number;
  acknowledged: number;
  lockedOut: number;
  mails: number;
  mailsLost: number;
  /** Under the same Message-ID, since a server died, or lost its database, between sending and recording. */
  mailsAgain: number;
};

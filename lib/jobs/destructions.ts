import { forgetLines } from "@/lib/admin/attempt-lines";
import { forgetInvitations } from "@/lib/admin/invitations";
import { forgetDepartures } from "@/lib/accounts/leave";
import { forgetFormAnswers } from "@/lib/form-answers/form-answers";
import { pruneEvents, type PruneContext } from "@/lib/audit/prune-events";
import { forgetExports } from "@/lib/exports/requests";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { forgetLimits } from "@/lib/limits/spend";
import { administrators } from "@/lib/logins/administrators";
import { forgetBrowsers } from "@/lib/logins/known-browsers";
import { forgetLogins } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import { forgetMails } from "@/lib/mail/forget-mails";
import { forgetLinks } from "@/lib/mail/links";
import { expireAttempts, forgetAttempts } from "@/lib/verification/attempts";

/** All that is destroyed when its time is over: by the server each minute, and by `npm run purge`. */
export function destructions(now: Date, log: Omit<PruneContext, "now">): Destruction[] {
  return [
    { name: "expire_attempts", run: (db) => expireAttempts(db, now) },
    { name: "forget_attempts", run: (db) => forgetAttempts(db, now) },
    { name: "forget_departures", run: (db) => forgetDepartures(db, now) },
    { name: "forget_logins", run: (db) => forgetLogins(members, db, now) },
    { name: "forget_administrator_logins", run: (db) => forgetLogins(administrators, db, now) },
    { name: "forget_limits", run: (db) => forgetLimits(db, now) },
    { name: "forget_form_answers", run: (db) => forgetFormAnswers(db, now) },
    { name: "forget_links", run: (db) => forgetLinks(db, now) },
    { name: "forget_mails", run: (db) => forgetMails(db, now) },
    { name: "forget_browsers", run: (db) => forgetBrowsers(db, now) },
    { name: "forget_attempt_lines", run: (db) => forgetLines(db, now) },
    { name: "forget_invitations", run: (db) => forgetInvitations(db, now) },
    { name: "forget_exports", run: (db) => forgetExports(db, now) },
    { name: "prune_audit", run: (db) => pruneEvents(db, { ...log, now }) },
  ];
}

/**
 * Runs each of them; one that fails stops none of the others. A dry run does the same in a transaction
 * that is taken back, so that it counts what the real one would destroy.
 */
export async function purge(
  db: PrismaClient,
  list: readonly Destruction[],
  { isDryRun }: { isDryRun: boolean },
): Promise<Purged[]> {
  const outcomes: Purged[] = [];
  for (const { name, run } of list) {
    try {
      outcomes.push({ name, count: isDryRun ? await countOnly(db, run) : await run(db) });
    } catch (error) {
      outcomes.push({ name, error });
    }
  }
  return outcomes;
}

async function countOnly(db: PrismaClient, run: Destruction["run"]): Promise<number> {
  const counted = new TakenBack();
  try {
    await db.$transaction(async (tx) => {
      counted.count = await run(tx);
      throw counted;
    });
  } catch (error) {
    if (error !== counted) throw error;
  }
  return counted.count;
}

class TakenBack extends Error {
  override readonly name = "TakenBack";
  count = 0;
}

/** `run` returns how many rows it destroyed, or emptied. */
export type Destruction = { name: string; run: (db: Prisma.TransactionClient) => Promise<number> };
export type Purged = { name: string } & ({ count: number } | { error: unknown });

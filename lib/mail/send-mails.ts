import { z } from "zod";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import { faultName, log } from "@/lib/log";
import { unsealMail } from "@/lib/mail/outbox";
import { longestTry, type Deliver, type Delivery } from "@/lib/mail/transport";

const minute = 60_000;
const hour = 60 * minute;
const batchSize = 5;
/** Longer than any try, and than the difference between two servers' clocks. */
const lease = longestTry + 2 * minute;
/** Milliseconds until the next try, by how many there were; the last one again and again. */
const backOff = [minute, 5 * minute, 15 * minute, hour];
/** A mail that could not be sent for so long is given up. */
const patience = 48 * hour;
/** One run ends after so long, and the next goes on. */
const longestRun = 50_000;

/**
 * Sends what is due, in batches: claimed with a lease, which is committed, sent, and recorded. Of two
 * servers one claims a row. Where one dies in between, the lease ends and the mail is sent again under
 * the same Message-ID. Ends early when the mail server does not answer.
 */
export async function sendMails(context: SendContext): Promise<void> {
  const end = context.clock().getTime() + longestRun;
  const tally = { sent: 0, given_up: 0, waiting: 0 };
  let trouble: string | null = null;
  let claimed: ClaimedMail[];
  do {
    claimed = await claim(context);
    const results = await Promise.all(claimed.map((mail) => sendOne(mail, context)));
    for (const { state, fault, isServerDown } of results) {
      tally[state] += 1;
      if (isServerDown) trouble = fault;
    }
  } while (claimed.length === batchSize && trouble === null && context.clock().getTime() < end);
  if (tally.sent > 0) log("info", "mails_sent", { count: tally.sent });
  if (tally.waiting > 0) log("warn", "mails_delayed", { count: tally.waiting });
  if (tally.given_up > 0) log("error", "mails_given_up", { count: tally.given_up });
  if (trouble !== null) log("error", "mail_server_down", { reason: trouble });
}

async function claim({ statements, clock }: SendContext): Promise<ClaimedMail[]> {
  const now = clock();
  const until = new Date(now.getTime() + lease);
  const { rows } = await statements.query(claimSql, [now, until, batchSize], "claim_mails");
  return z.array(claimedMail).parse(rows);
}

/** The rows are found first, once: found within the update they may be found anew for each. */
const claimSql = `
WITH due AS MATERIALIZED (
  SELECT id FROM mails
  WHERE state = 'waiting' AND due_at <= $1::timestamptz
    AND (leased_until IS NULL OR leased_until <= $1::timestamptz)
  ORDER BY due_at LIMIT $3::int FOR UPDATE SKIP LOCKED
)
UPDATE mails SET leased_until = $2::timestamptz, tries = tries + 1
FROM due WHERE mails.id = due.id
RETURNING mails.id, sealed, sealed_key_id, tries, created_at, leased_until`;

async function sendOne(mail: ClaimedMail, { sealKeys, deliver, statements, clock }: SendContext) {
  const delivery = await deliverSealed(mail, sealKeys, deliver);
  const result = resultOf(delivery, mail, clock());
  const { state, fault, dueAt, endedAt } = result;
  await statements.query(
    recordSql,
    [mail.id, mail.leasedUntil, state, fault, dueAt, endedAt],
    "record_mail",
  );
  return { ...result, isServerDown: delivery.kind === "failed" && delivery.isServerDown };
}

/** That it was sent counts whoever else may have the row by now; that it was not, only with the lease. */
const recordSql = `
UPDATE mails SET state = $3::"MailState", fault = $4, due_at = coalesce($5::timestamptz, due_at),
  ended_at = $6::timestamptz, leased_until = NULL
WHERE id = $1 AND state = 'waiting' AND ($3 = 'sent' OR leased_until = $2::timestamptz)`;

async function deliverSealed(
  { id, sealed }: ClaimedMail,
  sealKeys: KeyRing,
  deliver: Deliver,
): Promise<Delivery> {
  try {
    return await deliver(id, unsealMail(sealed, id, sealKeys));
  } catch (error) {
    // A key is missing here, perhaps: another server may have it.
    log("error", "mail_unreadable", { fault: faultName(error) });
    return { kind: "failed", fault: "unreadable", isServerDown: false };
  }
}

function resultOf(delivery: Delivery, { tries, createdAt }: ClaimedMail, now: Date): Result {
  if (delivery.kind === "sent") return { state: "sent", fault: null, dueAt: null, endedAt: now };
  const { fault } = delivery;
  const wait = backOff[Math.min(tries, backOff.length) - 1] ?? hour;
  const dueAt = new Date(now.getTime() + wait);
  const isOver = dueAt.getTime() > createdAt.getTime() + patience;
  return delivery.kind === "refused" || isOver
    ? { state: "given_up", fault, dueAt: null, endedAt: now }
    : { state: "waiting", fault, dueAt, endedAt: null };
}

const claimedMail = z
  .object({
    id: z.string(),
    sealed: z.instanceof(Uint8Array).transform((value) => Uint8Array.from(value)),
    sealed_key_id: z.string(),
    tries: z.number(),
    created_at: z.date(),
    leased_until: z.date(),
  })
  .transform((row) => ({
    id: row.id,
    sealed: { sealed: row.sealed, keyId: row.sealed_key_id },
    tries: row.tries,
    createdAt: row.created_at,
    leasedUntil: row.leased_until,
  }));

type ClaimedMail = z.infer<typeof claimedMail>;
type Result = {
  state: "sent" | "given_up" | "waiting";
  fault: string | null;
  dueAt: Date | null;
  endedAt: Date | null;
};
export type SendContext = {
  statements: StatementRunner;
  sealKeys: KeyRing;
  deliver: Deliver;
  clock: () => Date;
};

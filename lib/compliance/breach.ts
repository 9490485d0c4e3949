import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { blindIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { BreachPhase, BreachWords } from "@/lib/mail/notices";
import { prepareMail, type Mailing } from "@/lib/mail/outbox";

/** From when it is known: people are told within it, and the authority where it must be (PIPA §34, 시행령 §39·§40). */
const hoursToTell = 72;

export function deadlineOf(knownAt: Date): Date {
  return new Date(knownAt.getTime() + hoursToTell * 60 * 60_000);
}

/** What shows somebody's data to whoever did it. */
const looks = [
  ...["person_shown", "person_revealed", "people_listed", "people_searched"],
  ...["own_data_shown", "own_data_downloaded", "export_downloaded"],
];

/**
 * Whose data was looked at or taken out in this window, by anybody or by one administrator or account; of an export
 * of people, everybody that it could hold. With `everybody`, all who were members then.
 */
export async function findConcerned(
  { query }: StatementRunner,
  { since, until, by, isEverybody }: Scope,
): Promise<string[]> {
  const window = [since.toISOString(), until.toISOString()];
  const { rows } = isEverybody
    ? await query(everybodySql, window)
    : await query(concernedSql, [...window, by, looks]);
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** Whoever has left since is in the access log alone. */
const everybodySql = `
SELECT id FROM accounts WHERE created_at < $2::timestamptz
UNION SELECT subject FROM audit_events
  WHERE kind IN ('account_left', 'account_closed') AND at >= $1::timestamptz AND subject IS NOT NULL
ORDER BY 1`;
const concernedSql = `
WITH looked AS (
  SELECT subject, people, kind, detail, at FROM audit_events
  WHERE at >= $1::timestamptz AND at < $2::timestamptz AND ($3::text IS NULL OR actor = $3)
    AND kind = ANY($4::text[])
), taken AS (
  SELECT looked.at, (asked.detail #>> '{from}')::timestamptz AS since,
    (asked.detail #>> '{until}')::timestamptz AS until
  FROM looked JOIN audit_events AS asked ON asked.kind = 'export_requested'
    AND asked.detail->>'export' = looked.detail->>'export' AND asked.detail->>'of' = 'people'
  WHERE looked.kind = 'export_downloaded'
)
SELECT subject AS id FROM looked WHERE subject IS NOT NULL
UNION SELECT unnest(people) FROM looked
UNION SELECT accounts.id FROM accounts JOIN taken ON accounts.created_at < taken.at
  AND (since IS NULL OR created_at >= since) AND (until IS NULL OR created_at < until)
ORDER BY 1`;

/** Who of them can be told, and who was told already. `gone`: left, so that no address is known. */
export async function standingOf(
  { query }: StatementRunner,
  ids: readonly string[],
  incident: string,
): Promise<Standing> {
  const { rows } = await query(
    "SELECT id, email_confirmed_at IS NOT NULL AS confirmed FROM accounts WHERE id = ANY($1::text[])",
    [ids],
  );
  const here = z.array(z.object({ id: z.string(), confirmed: z.boolean() })).parse(rows);
  const told = async (phase: BreachPhase) => new Set(await findTold({ query }, incident, phase));
  return {
    reachable: here.map(({ id }) => id),
    unconfirmed: here.filter(({ confirmed }) => !confirmed).length,
    gone: ids.length - here.length,
    told: { first: await told("first"), later: await told("later") },
  };
}

/** Whom this notice reached, in the order of their ids: the second one goes to those of the first. */
export async function findTold(
  { query }: StatementRunner,
  incident: string,
  phase: BreachPhase,
): Promise<string[]> {
  const { rows } = await query(
    `SELECT DISTINCT subject AS id FROM audit_events
     WHERE kind = 'breach_notified' AND detail->>'incident' = $1::text AND detail->>'phase' = $2::text ORDER BY 1`,
    [incident, phase],
  );
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

/**
 * Queues one notice of this phase for each, in their language, with its record in one transaction; nobody gets it
 * twice, from two of these at once neither.
 * @returns how many were queued now.
 */
export async function notifyOfBreach(
  ids: readonly string[],
  { incident, phase, words }: BreachNotice,
  { db, mailing, sealKeys, indexKeys, now }: NotifyContext,
): Promise<number> {
  let queued = 0;
  for (const accountId of ids) {
    queued += await db.$transaction(async (tx) => {
      const account = await tx.account.findUnique({
        where: { id: accountId },
        select: { email: true, locale: true },
      });
      if (account === null) return 0;
      const to = { to: account.email, locale: account.locale };
      const id = mailIdOf([incident, phase, accountId], indexKeys);
      const notice = { kind: `breach_${phase}`, words } as const;
      const { kind, sealed, keyId } = prepareMail(to, notice, { mailing, sealKeys }, id);
      const row = { id, kind, accountId, sealed, sealedKeyId: keyId, dueAt: now, createdAt: now };
      const { count } = await tx.mail.createMany({ data: [row], skipDuplicates: true });
      if (count === 0) return 0;
      const event = { kind: "breach_notified", subject: accountId, incident, phase } as const;
      await appendEvent(tx, event, now);
      return 1;
    });
  }
  return queued;
}

/** The same for each person and phase, so that the table itself lets one mail in; it names nobody. */
function mailIdOf(parts: readonly string[], { current }: KeyRing): string {
  const index = blindIndex(["breach", ...parts].join("\0"), current, "mail");
  return Buffer.from(index).toString("hex").slice(0, 32);
}

/** `by`: an administrator's or an account's id. `until` is not within. */
export type Scope = { since: Date; until: Date; by: string | null; isEverybody: boolean };
export type Standing = {
  reachable: string[];
  unconfirmed: number;
  gone: number;
  told: Record<BreachPhase, ReadonlySet<string>>;
};
type BreachNotice = { incident: string; phase: BreachPhase; words: Readonly<BreachWords> };
type NotifyContext = {
  db: PrismaClient;
  mailing: Mailing;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  now: Date;
};

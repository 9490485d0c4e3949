import { searchedIndexes } from "@/lib/accounts/search-indexes";
import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { phoneEnd, searchableName, searchablePhone } from "@/lib/identity/search-forms";
import type { Viewer } from "@/lib/logins/admission";
import { normaliseEmail } from "@/lib/logins/email";
import { digestProviderId } from "@/lib/verification/provider-id-digest";
import {
  lookSql,
  lookValues,
  parseRows,
  rowColumns,
  viewRows,
  type PersonRow,
} from "@/lib/admin/people-rows";
import { z } from "zod";

/** So many are listed; more are told as more. */
export const mostFound = 20;

/**
 * What was typed, as one of the values that can be found exactly: no search goes over the table.
 * @returns null for what would need that: a part of a name, four digits without a birth year.
 */
export function readSearch(typed: string): Search | null {
  const text = typed.normalize("NFKC").trim();
  if (text.length > 320) return null;
  if (text.includes("@")) {
    const reading = normaliseEmail(text);
    return "email" in reading ? { by: "email", value: reading.email } : null;
  }
  const [, lastFour, year] = /^(\d{4})[\s,/.-]+((?:19|20)\d{2})$/.exec(text) ?? [];
  if (lastFour !== undefined && year !== undefined) {
    return { by: "phone_end", value: phoneEnd(lastFour, Number(year)) };
  }
  if (/^[+\d][\d\s().-]*$/.test(text)) {
    const digits = searchablePhone(text);
    return digits !== null && digits.length >= 9 ? { by: "phone", value: digits } : null;
  }
  if (/^[A-Za-z0-9_-]{12,200}$/.test(text)) return { by: "id", value: text };
  const isName = /^[\p{L}\p{M}'’.\s-]{2,100}$/u.test(text) && searchableName(text).length >= 2;
  return isName ? { by: "name", value: searchableName(text) } : null;
}

/** Recorded before anything is answered: by what was searched, and who was found; never what was typed. */
export async function searchPeople(
  by: Viewer,
  search: Search,
  context: SearchContext,
): Promise<{ ids: string[] }> {
  const { rows } = await context.statements.query(...questionOf(search, context));
  const ids = z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
  const event = {
    kind: "people_searched",
    actor: by.id,
    by: search.by,
    count: ids.length,
  } as const;
  await appendEvent(context.db, event, context.now, { ...by.from, people: ids });
  return { ids };
}

/** Those whom a search found, as they are now, newest first. Recorded like any list, by the same statement. */
export async function listFound(
  by: Viewer,
  ids: readonly string[],
  { statements, sealKeys, now }: SearchContext,
): Promise<PersonRow[]> {
  const order = `ORDER BY "createdAt" DESC, id DESC`;
  const { rows } = await statements.query(
    `WITH found AS MATERIALIZED (
       SELECT ${rowColumns} FROM accounts WHERE id = ANY ($1::text[])
     ), looked AS (${lookSql(order, 2)})
     SELECT * FROM found ${order}`,
    [ids, ...lookValues(by, now)],
  );
  return viewRows(parseRows(rows), sealKeys);
}

function questionOf({ by, value }: Search, { indexKeys }: SearchContext): [string, unknown[]] {
  const found = (where: string) => `SELECT id FROM accounts WHERE ${where}
    ORDER BY created_at DESC, id DESC LIMIT ${mostFound + 1}`;
  switch (by) {
    case "name":
      return [found("name_index = ANY ($1::bytea[])"), [searchedIndexes(value, indexKeys, "name")]];
    case "phone":
      return [
        found("phone_index = ANY ($1::bytea[])"),
        [searchedIndexes(value, indexKeys, "phone")],
      ];
    case "phone_end":
      return [
        found("phone_end_index = ANY ($1::bytea[])"),
        [searchedIndexes(value, indexKeys, "phone-end")],
      ];
    case "email":
      return [found("email = $1"), [value]];
    case "id":
      // An account's, an attempt's, or PortOne's: of joining, of recovery, of verifying again.
      return [
        `WITH asked AS (
           SELECT id, account_id FROM attempts WHERE id = $1 OR provider_id = ANY ($2::text[])
         )
         SELECT id FROM accounts WHERE id = $1
         UNION SELECT accounts.id FROM asked JOIN accounts ON accounts.attempt_id = asked.id
         UNION SELECT account_id FROM asked WHERE account_id IS NOT NULL
         UNION SELECT id FROM accounts WHERE name_index = ANY ($3::bytea[])
         LIMIT ${mostFound + 1}`,
        [
          value,
          digestProviderId(value, indexKeys).all,
          // A name in Latin letters, without its spaces, looks like an id.
          searchedIndexes(searchableName(value), indexKeys, "name"),
        ],
      ];
  }
}

export type Search = { by: "name" | "phone" | "phone_end" | "email" | "id"; value: string };
export type SearchContext = {
  db: PrismaClient;
  statements: StatementRunner;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  now: Date;
};

/**
 * Whom a search found, as the address carries them: ids alone, one more than are listed where there are
 * more. Empty where the address speaks of no search.
 * @returns null for an address that this site did not write.
 */
export function readFound(search: { found?: string | string[] | undefined }): string[] | null {
  if (search.found === undefined) return [];
  const ids = typeof search.found === "string" ? search.found.split(",") : [];
  const isOurs = ids.length > 0 && ids.length <= mostFound + 1;
  return isOurs && ids.every((id) => /^[A-Za-z0-9]{1,32}$/.test(id)) ? ids : null;
}

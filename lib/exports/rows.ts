import { z } from "zod";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import { maskBirthDate, maskEmail, maskName, maskPhone } from "@/lib/identity/masking";

/** What may be taken out, by kind. CI and DI never. */
export const exportColumns = {
  people: [
    ...["id", "joined_at", "verified_at", "provider", "birth_year", "email_confirmed"],
    ...["email", "name", "phone", "birth_date"],
  ],
  attempts: ["at", "request", "attempt", "place", "code", "reason", "provider", "milliseconds"],
  audit: ["id", "at", "kind", "actor", "subject", "people", "address", "detail"],
} as const;
export const exportKinds = ["people", "attempts", "audit"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** Few, so that a batch is soon forgotten. */
const atOnce = 100;

/** Oldest first, a batch at a time by keyset, so that neither how many there are nor how far it is counts. */
export async function* readRows(
  { kind, from, until, isMasked }: Wanted,
  context: RowContext,
): AsyncGenerator<Row[]> {
  let after: [string, string] | null = null;
  for (;;) {
    const { rows } = await context.statements.query(
      queries[kind],
      [from, until, after?.[0] ?? null, after?.[1] ?? null, atOnce],
      `export_${kind}`,
    );
    const found = z.array(place).parse(rows);
    const end = found.at(-1);
    if (end === undefined) return;
    yield rows.map((row) =>
      kind === "people" ? personOf(person.parse(row), isMasked, context) : plain.parse(row),
    );
    after = [end.cursor, end.id];
  }
}

/** A time as everywhere: to the millisecond, of UTC. Texts alone, so that nothing is made of a row but its line. */
const time = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const queries: Record<ExportKind, string> = {
  people: `
    SELECT id, created_at::text AS cursor, ${time("created_at")} AS joined_at, ${time("verified_at")} AS verified_at,
      provider, birth_year::text, email, (email_confirmed_at IS NOT NULL)::text AS email_confirmed,
      profile_sealed AS sealed, profile_sealed_key_id AS "keyId"
    FROM accounts
    WHERE ($1::timestamptz IS NULL OR created_at >= $1) AND ($2::timestamptz IS NULL OR created_at < $2)
      AND ($3::text IS NULL OR (created_at, id) > ($3::timestamptz, $4::text))
    ORDER BY accounts.created_at, accounts.id LIMIT $5::int`,
  attempts: `
    SELECT id::text, at::text AS cursor, ${time("at")} AS at, request_id AS request, attempt_id AS attempt, place, code,
      reason, provider, milliseconds::text
    FROM attempt_lines
    WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at < $2)
      AND ($3::text IS NULL OR (at, id) > ($3::timestamptz, $4::bigint))
    ORDER BY attempt_lines.at, attempt_lines.id LIMIT $5::int`,
  audit: `
    SELECT id::text, at::text AS cursor, ${time("at")} AS at, kind, actor, subject, people::text, address, detail::text
    FROM audit_events
    WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at < $2)
      AND ($3::text IS NULL OR (at, id) > ($3::timestamptz, $4::bigint))
    ORDER BY audit_events.at, audit_events.id LIMIT $5::int`,
};

const place = z.object({ id: z.string(), cursor: z.string() });
const plain = z.record(z.string(), z.string().nullable());
const person = z.object({
  ...{ id: z.string(), joined_at: z.string(), verified_at: z.string(), provider: z.string() },
  ...{ birth_year: z.string(), email: z.string(), email_confirmed: z.string() },
  sealed: z.instanceof(Uint8Array),
  keyId: z.string(),
});

/** A row that does not open is left without its person: one of them stops no export. */
function personOf(
  { sealed, keyId, ...row }: z.infer<typeof person>,
  isMasked: boolean,
  { sealKeys }: RowContext,
): Row {
  const mask = (how: (text: string) => string, text: string | null) =>
    text === null || !isMasked ? text : how(text);
  const email = mask(maskEmail, row.email);
  try {
    const own = { sealed: Uint8Array.from(sealed), keyId };
    const { name, phone, birthDate } = unsealProfile(own, row.id, sealKeys);
    return {
      ...row,
      email,
      name: mask(maskName, name),
      phone: mask(maskPhone, phone),
      birth_date: mask(maskBirthDate, birthDate),
    };
  } catch {
    return { ...row, email, name: null, phone: null, birth_date: null };
  }
}

export type Row = Record<string, string | null>;
export type Wanted = {
  kind: ExportKind;
  from: Date | null;
  until: Date | null;
  isMasked: boolean;
};
export type RowContext = { statements: StatementRunner; sealKeys: KeyRing };

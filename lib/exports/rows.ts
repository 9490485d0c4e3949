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

/** Few, so that a batch is forgotten before it is moved to where memory is seldom tidied. */
const atOnce = 200;

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
    const found = z.array(readers[kind]).parse(rows);
    const end = found.at(-1);
    if (end === undefined) return;
    yield found.map((row) => ({ ...writePlain(row), ...personOf(row, isMasked, context) }));
    after = [end.cursor, end.id];
  }
}

const queries: Record<ExportKind, string> = {
  people: `
    SELECT id, created_at::text AS cursor, created_at AS joined_at, verified_at, provider, birth_year, email,
      email_confirmed_at IS NOT NULL AS email_confirmed, profile_sealed AS sealed, profile_sealed_key_id AS "keyId"
    FROM accounts
    WHERE ($1::timestamptz IS NULL OR created_at >= $1) AND ($2::timestamptz IS NULL OR created_at < $2)
      AND ($3::text IS NULL OR (created_at, id) > ($3::timestamptz, $4::text))
    ORDER BY accounts.created_at, accounts.id LIMIT $5::int`,
  attempts: `
    SELECT id::text, at::text AS cursor, at, request_id AS request, attempt_id AS attempt, place, code, reason,
      provider, milliseconds
    FROM attempt_lines
    WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at < $2)
      AND ($3::text IS NULL OR (at, id) > ($3::timestamptz, $4::bigint))
    ORDER BY attempt_lines.at, attempt_lines.id LIMIT $5::int`,
  audit: `
    SELECT id::text, at::text AS cursor, at, kind, actor, subject, people::text, address, detail::text
    FROM audit_events
    WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at < $2)
      AND ($3::text IS NULL OR (at, id) > ($3::timestamptz, $4::bigint))
    ORDER BY audit_events.at, audit_events.id LIMIT $5::int`,
};

const place = { id: z.string(), cursor: z.string() };
const person = z.object({
  ...place,
  email: z.string(),
  sealed: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
  keyId: z.string(),
});
const readers = {
  people: z.looseObject(person.shape),
  attempts: z.looseObject(place),
  audit: z.looseObject(place),
};

function writePlain(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null || value === undefined) return [name, null];
      if (value instanceof Date) return [name, value.toISOString()];
      if (typeof value === "object") return [name, null];
      return [name, String(value)];
    }),
  );
}

/** A row that does not open is left without its person: one of them stops no export. */
function personOf(row: Record<string, unknown>, isMasked: boolean, { sealKeys }: RowContext): Row {
  const read = person.safeParse(row).data;
  if (read === undefined) return {};
  const mask = (how: (text: string) => string, text: string | null) =>
    text === null || !isMasked ? text : how(text);
  const email = mask(maskEmail, read.email);
  try {
    const { name, phone, birthDate } = unsealProfile(read, read.id, sealKeys);
    return {
      email,
      name: mask(maskName, name),
      phone: mask(maskPhone, phone),
      birth_date: mask(maskBirthDate, birthDate),
    };
  } catch {
    return { email, name: null, phone: null, birth_date: null };
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

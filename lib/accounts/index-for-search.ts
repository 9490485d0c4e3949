import { z } from "zod";
import { unsealProfile } from "@/lib/accounts/sealing";
import { searchColumns, type SearchColumns } from "@/lib/accounts/search-indexes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";

const batchSize = 500;
/** Rows that do not open are passed over, so many batches of them at most. */
const mostBatches = 10;

/**
 * Makes members findable whose profile was written without its search columns: by a server of a version
 * before the search. A batch a minute; `keys:rotate` does all at once. Returns how many.
 */
export async function indexForSearch(context: IndexContext): Promise<number> {
  let after = "";
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const { rows } = await context.statements.query(reading, [after, batchSize]);
    const found = z.array(accountRow).parse(rows);
    const count = await writeColumns(
      found.flatMap((row) => columnsOf(row, context)),
      context,
    );
    const last = found.at(-1);
    if (count > 0 || last === undefined) return count;
    after = last.id;
  }
  return 0;
}

const reading = `SELECT id, profile_sealed AS sealed, profile_sealed_key_id AS "keyId" FROM accounts
  WHERE search_version IS NULL AND id > $1 ORDER BY id LIMIT $2::int`;

/** Nothing for a profile that does not open. */
function columnsOf(row: AccountRow, { sealKeys, indexKeys }: IndexContext): Indexed[] {
  try {
    return [{ ...row, ...searchColumns(unsealProfile(row, row.id, sealKeys), indexKeys) }];
  } catch {
    return [];
  }
}

/** Of a profile that is written anew meanwhile, nothing: whoever writes it says how it is found. */
async function writeColumns(
  rows: readonly Indexed[],
  { statements }: IndexContext,
): Promise<number> {
  if (rows.length === 0) return 0;
  const blobs = (name: "sealed" | "nameIndex" | "phoneIndex" | "phoneEndIndex" | "searchMark") =>
    rows.map(({ [name]: value }) => value && Buffer.from(value));
  const written = await statements.query(
    `UPDATE accounts SET name_index = row.name, phone_index = row.phone, phone_end_index = row.phone_end,
       search_key_id = row.key, search_version = row.version, search_mark = row.mark
     FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::int[], $8::bytea[])
       AS row (id, sealed, name, phone, phone_end, key, version, mark)
     WHERE accounts.id = row.id AND profile_sealed = row.sealed AND accounts.search_version IS NULL
     RETURNING accounts.id`,
    [
      rows.map(({ id }) => id),
      ...[blobs("sealed"), blobs("nameIndex"), blobs("phoneIndex"), blobs("phoneEndIndex")],
      rows.map(({ searchKeyId }) => searchKeyId),
      rows.map(({ searchVersion }) => searchVersion),
      blobs("searchMark"),
    ],
  );
  return written.rows.length;
}

const accountRow = z.object({
  id: z.string(),
  sealed: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
  keyId: z.string(),
});
type AccountRow = z.infer<typeof accountRow>;
type Indexed = AccountRow & SearchColumns;
export type IndexContext = { statements: StatementRunner; sealKeys: KeyRing; indexKeys: KeyRing };

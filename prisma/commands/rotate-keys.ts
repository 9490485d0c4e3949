import { pathToFileURL } from "node:url";
import { z } from "zod";
import { config } from "@/lib/config";
import { inTransaction, openClient, type StatedClient } from "@/lib/db";
import { seoulDate } from "@/lib/identity/seoul-date";
import {
  countAccounts,
  rotateAccounts,
  type RotationKeys,
} from "@/lib/key-rotation/rotate-accounts";
import { rotateSealedPeople } from "@/lib/key-rotation/rotate-sealed-people";
import { progressBar } from "./progress";
import { explain, loadSettings } from "./settings";

/**
 * Re-seals and re-indexes everything under the current keys, in batches, while people go on
 * joining. It can be interrupted, repeated or run twice at once. Rows that a server with older
 * settings writes meanwhile are handled in another round. Indexes under removed keys are deleted
 * last.
 */
export async function rotateKeys(url: string, keys: RotationKeys, options: RotationOptions = {}) {
  const client = await openClient(url);
  try {
    const total = await inTransaction(client, () => countAccounts(client, keys));
    const progress = options.progress?.(total);
    let rotated = 0;
    for (let round = -1; round !== 0;) {
      round = await rotateAccounts(client, keys, (count) => {
        rotated += count;
        progress?.(rotated);
      });
    }
    const sealed = await rotateSealedPeople(client, keys.sealKeys);
    const retired = await inTransaction(client, () => retireIndexes(client, keys));
    const needed = await inTransaction(client, () => neededKeys(client, keys));
    return { rotated, sealed, retired, needed };
  } finally {
    await client.end();
  }
}

/** Deletes indexes under removed keys, of accounts whose own index is under a present key. */
async function retireIndexes(client: StatedClient, { indexKeys }: RotationKeys): Promise<number> {
  const ids = indexKeys.all.map(({ id }) => id);
  const { rowCount } = await client.query(
    `DELETE FROM unique_key_indexes AS old USING accounts
     WHERE old.key_id <> ALL($1) AND accounts.id = old.account_id
       AND accounts.unique_key_index_key_id = ANY($1)`,
    [ids],
  );
  return rowCount ?? 0;
}

/**
 * Departures cannot be re-indexed, since the CI is deleted: which older keys must stay, until when.
 */
async function neededKeys(client: StatedClient, { indexKeys }: RotationKeys): Promise<NeededKey[]> {
  const { rows } = await client.query(
    `SELECT key_id AS id, max(rejoin_from) AS until FROM departures
     WHERE key_id <> $1 GROUP BY key_id ORDER BY key_id`,
    [indexKeys.current.id],
  );
  return z.array(z.object({ id: z.string(), until: z.date() })).parse(rows);
}

/** `npm run keys:rotate` */
async function main(): Promise<void> {
  const { databaseUrl } = loadSettings();
  const { sealKeys, indexKeys } = config();
  const options = {
    progress: (total: number) => (total > 0 ? progressBar(total) : () => undefined),
  };
  const keys = { sealKeys, indexKeys };
  const { rotated, sealed, retired, needed } = await rotateKeys(databaseUrl, keys, options);
  console.log(
    `Sealed under ${sealKeys.current.id}, indexed under ${indexKeys.current.id}: ` +
      `${rotated} accounts, ${sealed} people on their way, mails and second factors; ${retired} old indexes deleted.`,
  );
  for (const { id, until } of needed) {
    console.log(
      `Keep ${id} in CI_INDEX_KEYS until ${seoulDate(until)}: people who left stand under it.`,
    );
  }
}

/** `until`: when the last person who left under this key may join again. */
export type NeededKey = { id: string; until: Date };
export type RotationOptions = {
  /** Gets the number of accounts; the returned function gets the number done. */
  progress?: (total: number) => (done: number) => void;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

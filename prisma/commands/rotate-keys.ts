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
 * Brings everything under the current keys, in batches, while people go on joining. Each batch is a
 * transaction: interrupted and begun again, or run twice at once, it ends the same. What a server
 * with the older settings writes meanwhile is taken up in another round.
 * Indexes under keys that the ring no longer has are deleted last, when nothing needs them.
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

/** An index under a key that is gone can collide with nobody; one of a live account stays. */
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

/** Who left cannot be indexed anew: their CI is gone. Which older keys stay, and until when. */
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
      `${rotated} accounts, ${sealed} people on their way; ${retired} old indexes deleted.`,
  );
  for (const { id, until } of needed) {
    console.log(
      `Keep ${id} in CI_INDEX_KEYS until ${seoulDate(until)}: people who left stand under it.`,
    );
  }
}

/** `until`: when the last who left under this key may join again. */
export type NeededKey = { id: string; until: Date };
export type RotationOptions = {
  /** Called with how many accounts there are to do; what it returns hears how many are done. */
  progress?: (total: number) => (done: number) => void;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

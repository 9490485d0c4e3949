import type { Pool, PoolClient } from "pg";
import { StatedClient } from "@/lib/database/connection";

/**
 * After a failover a pool may still hold connections to the former primary, now a standby: every write on
 * them would be refused for as long as they live. The first refusal ends that connection and every older
 * one, so that the next write asks the address anew.
 */
export function dropReadOnly(pool: Pool): void {
  const idle = new Set<PoolClient>();
  const opened = new WeakMap<PoolClient, number>();
  let epoch = 0;
  pool.on("connect", (client) => opened.set(client, epoch));
  pool.on("acquire", (client) => idle.delete(client));
  pool.on("remove", (client) => idle.delete(client));
  pool.on("release", (_error, client) => {
    const age = opened.get(client) ?? 0;
    if (client instanceof StatedClient && client.metReadOnly && age === epoch) {
      epoch += 1;
      // As if the server had closed them: the pool takes each out.
      for (const each of idle) each.emit("error", readOnly());
      idle.clear();
    }
    // The pool takes out what is about to end.
    if (age < epoch) client.end().catch(() => undefined);
    else idle.add(client);
  });
}

function readOnly(): Error {
  return Object.assign(new Error("The server has become read-only"), { code: "25006" });
}

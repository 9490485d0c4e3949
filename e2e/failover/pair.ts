import { setTimeout as sleep } from "node:timers/promises";
import { startCluster, startStandby, type Cluster } from "@/sandbox/database/cluster";
import { startFront } from "@/sandbox/database/front";

/** Milliseconds until the primary counts as dead. */
const noticedAfter = 1_000;

/** A primary and its synchronous standby, promoted by hand, and an address that is led on. */
export async function startByHand(tell: (line: string) => void): Promise<Pair> {
  const primary = await startCluster({ durable: true });
  const standby = await startStandby(primary, { synchronous: true, durable: true });
  const front = await startFront(primary.port);
  const address = (cluster: Cluster, port: number) =>
    cluster.url.replace(`:${cluster.port}/`, `:${port}/`);
  return {
    databaseUrl: address(primary, front.port),
    killPrimary: async () => {
      await primary.kill();
      await sleep(noticedAfter);
      tell("The standby is promoted.");
      // What still leads to the former primary is cut, as HAProxy does where a server is marked down.
      await standby.promote();
      front.leadTo(standby.port, { cut: true });
    },
    bringBack: null,
    close: async () => {
      await front.close();
      await standby.close();
      await primary.close();
    },
  };
}

/** A PostgreSQL that survives the death of a machine. */
export type Pair = {
  /** The address that servers know. */
  databaseUrl: string;
  /** Kills the primary; resolves once another is written to at the same address. */
  killPrimary: () => Promise<void>;
  /** The machine comes back: resolves once it follows the new primary. Null where nobody brings it. */
  bringBack: (() => Promise<void>) | null;
  close: () => Promise<void>;
};

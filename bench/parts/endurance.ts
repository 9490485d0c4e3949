import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startOurs, type Closing } from "../contenders";
import { residentMb } from "../processes";
import { buildPeers, startPeer } from "../programs";
import { runSlice } from "../slices";

/**
 * Memory of the server's process over so many exchanges, read after each tenth of them: it rises to
 * its level, and must stay there.
 */
export async function benchEndurance(exchanges = 100_000): Promise<Endurance | null> {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT MEASURED: memory over many exchanges. No PostgreSQL at TEST_POSTGRES_URL.");
    return null;
  }
  await real.drop();
  buildPeers();
  const closing: Closing = [];
  try {
    const portOne = await startPeer("portone", {});
    closing.push(portOne.close);
    const ours = await startOurs(portOne.origin, closing);
    const readings = [{ exchanges: 0, mb: residentMb(ours.pid) }];
    for (let done = 0; done < exchanges; done += exchanges / parts) {
      const requests = (await ours.exchanges?.(exchanges / parts)) ?? [];
      await runSlice(ours, { requests, connections: 16, milliseconds: 600_000 });
      const reading = { exchanges: done + exchanges / parts, mb: residentMb(ours.pid) };
      readings.push(reading);
      console.log(`${reading.exchanges} exchanges: ${Math.round(reading.mb)} MB`);
    }
    return { readings };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

const parts = 10;

/** The figures as rows of bench/results.json. */
export function enduranceRows({ readings }: Endurance) {
  return readings.map(({ exchanges, mb }) => ({
    what: `memory, ours, after ${exchanges} exchanges`,
    value: mb,
    unit: "MB",
    ratio: null,
  }));
}

export type Endurance = { readings: { exchanges: number; mb: number }[] };

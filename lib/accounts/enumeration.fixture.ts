import { openAccount } from "@/lib/accounts/open-account";
import {
  contextWith,
  inventCredentials,
  inventPerson,
  openMember,
  verify,
} from "@/lib/accounts/sign-up.fixture";
import type { Database } from "@/lib/db";

/**
 * Median milliseconds of opening an account with an address that somebody has confirmed, and with one that
 * nobody has; by turns, so that both have the same machine.
 */
export async function measureJoining(db: Database, runs: number): Promise<Medians> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let run = -10; run < runs; run += 1) {
    const owner = await openMember(db);
    const { email } = await db.account.update({
      where: { id: owner },
      data: { emailConfirmedAt: new Date() },
    });
    const order = run % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of order) {
      const { attempt } = await verify(db, inventPerson());
      const credentials = { ...inventCredentials(), ...(kind === "known" && { email }) };
      const context = contextWith(db, { kind: "unknown" });
      const begun = performance.now();
      const outcome = await openAccount(attempt, credentials, context);
      const taken = performance.now() - begun;
      if (outcome.kind !== "opened" || outcome.token === null) throw new Error("not opened");
      if (run >= 0) times[kind].push(taken);
    }
  }
  return { known: median(times.known), unknown: median(times.unknown) };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export type Medians = { known: number; unknown: number };

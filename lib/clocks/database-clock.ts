import { z } from "zod";
import { log } from "@/lib/log";

/** Seconds. Judging a verification allows 60. */
const tolerated = 5;

/** Logs an error if clocks differ too much. `theirs` was read between `asked` and `answered`. */
export function compareClocks(
  theirs: Date,
  { asked, answered }: { asked: Date; answered: Date },
): void {
  const [early, late] = [asked.getTime() - theirs.getTime(), theirs.getTime() - answered.getTime()];
  const seconds = Math.round(Math.max(early, late) / 1_000);
  if (seconds > tolerated) log("error", "clocks_apart", { reason: "database", count: seconds });
}

export async function checkDatabaseClock({ query }: Statements, clock: () => Date): Promise<void> {
  const asked = clock();
  const { rows } = await query(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8::text AS now",
    [],
  );
  const [{ now }] = z.tuple([z.object({ now: z.coerce.number() })]).parse(rows);
  compareClocks(new Date(now), { asked, answered: clock() });
}

type Statements = { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> };

import { z } from "zod";
import { WaitingLines, writeLines, type AttemptLine } from "@/lib/admin/attempt-lines";
import { db, isDatabaseDown } from "@/lib/db";
import { waker } from "@/lib/jobs/waker";
import { faultFields, faultName, log } from "@/lib/log";

/** Of this process, since pages and handlers are built apart. */
const kept: typeof globalThis & { attemptLines?: WaitingLines; wakeLines?: () => void } =
  globalThis;

/** Leaves a line for the help desk; it is written soon, without anybody waiting for it. */
export function noteLine(line: AttemptLine): void {
  kept.attemptLines ??= new WaitingLines();
  kept.wakeLines ??= waker(writeWaiting, (error) =>
    log("error", "job_failed", { ...faultFields(error), reason: "write_attempt_lines" }),
  );
  kept.attemptLines.add(line);
  kept.wakeLines();
}

/** Next shows the person the error's digest. */
export function noteFailedPage(error: unknown, path: string, at: Date): void {
  const { digest } = z.object({ digest: z.string().optional() }).catch({}).parse(error);
  const [place = ""] = path.split("?");
  noteLine({
    ...{ at, place, request: digest ?? null, attempt: null, providerDigest: null },
    code: isDatabaseDown(error) ? "database_unavailable" : "unexpected",
    ...{ reason: faultName(error), provider: null, milliseconds: null },
  });
}

async function writeWaiting(): Promise<void> {
  const { lines, dropped } = kept.attemptLines?.take() ?? { lines: [], dropped: 0 };
  if (dropped > 0) log("warn", "attempt_lines_dropped", { count: dropped });
  await writeLines(db().$statements, lines);
}

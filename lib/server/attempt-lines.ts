import { WaitingLines, writeLines, type AttemptLine } from "@/lib/admin/attempt-lines";
import { db } from "@/lib/db";
import { waker } from "@/lib/jobs/waker";
import { faultFields, log } from "@/lib/log";

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

async function writeWaiting(): Promise<void> {
  const { lines, dropped } = kept.attemptLines?.take() ?? { lines: [], dropped: 0 };
  if (dropped > 0) log("warn", "attempt_lines_dropped", { count: dropped });
  await writeLines(db().$statements, lines);
}

/** Milliseconds in which everything has to work again after a fault. */
export const mostRecovery = 5_000;

/** What came of each step, when, and what was broken meanwhile. Times are milliseconds since the start. */
export class Tally {
  readonly steps: Step[] = [];
  readonly outages: Outage[] = [];
  private readonly begun = performance.now();

  now(): number {
    return performance.now() - this.begun;
  }

  note(kind: StepKind, result: StepResult, began: number, told = ""): void {
    this.steps.push({ kind, result, began, ended: this.now(), told });
  }

  /**
   * Runs `work` as a fault: `ended` is when the parts themselves are whole again. `excuses`: whether anybody may
   * notice it at all.
   */
  async during(fault: string, work: () => Promise<void>, excuses = true): Promise<void> {
    const outage: Outage = { fault, excuses, began: this.now(), ended: null };
    this.outages.push(outage);
    try {
      await work();
    } finally {
      outage.ended = this.now();
    }
  }

  /** What came while nothing was broken, nor within five seconds of it. */
  outside(result: "error" | "unknown"): Step[] {
    return this.steps.filter(
      (step) => step.result === result && !this.outages.some((outage) => isWithin(step, outage)),
    );
  }

  /** Milliseconds from the end of a fault to the last step that it broke; 0 where none was. */
  recoveryOf(outage: Outage): number {
    const broken = this.steps.filter(
      (step) => step.result !== "done" && step.ended > outage.began && isWithin(step, outage),
    );
    const last = Math.max(0, ...broken.map(({ ended }) => ended));
    return Math.max(0, last - (outage.ended ?? last));
  }

  count(result: StepResult): number {
    return this.steps.filter((step) => step.result === result).length;
  }
}

function isWithin(step: Step, { excuses, began, ended }: Outage): boolean {
  if (!excuses) return false;
  return step.ended >= began && (ended === null || step.began <= ended + mostRecovery);
}

export type StepKind = "join" | "log_in" | "recover" | "administer";
/** `unknown`: sent, and not answered, so that it may have been done. */
export type StepResult = "done" | "unknown" | "error";
export type Step = {
  kind: StepKind;
  result: StepResult;
  began: number;
  ended: number;
  /** Status or fault, for the report. */
  told: string;
};
export type Outage = { fault: string; excuses: boolean; began: number; ended: number | null };

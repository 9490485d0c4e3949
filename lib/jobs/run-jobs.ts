/** A failing job does not stop the others; one still running from the last call is skipped. */
export function jobRunner(
  report: (fault: JobFault) => void,
  done: (job: string) => void = () => undefined,
) {
  const underWay = new Set<string>();
  return async (jobs: readonly Job[]): Promise<void> => {
    for (const { name, run } of jobs) {
      if (underWay.has(name)) continue;
      underWay.add(name);
      try {
        await run();
        done(name);
      } catch (error) {
        report({ job: name, error });
      } finally {
        underWay.delete(name);
      }
    }
  };
}

export type Job = { name: string; run: () => Promise<void> };
export type JobFault = { job: string; error: unknown };

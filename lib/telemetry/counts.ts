/**
 * What this process has counted. On `globalThis`, since Next builds a page and the start apart. A count is
 * an addition to a number: what reads it is `/metrics`, if anybody asks.
 */
const kept: typeof globalThis & { telemetry?: Telemetry } = globalThis;

export function telemetry(): Telemetry {
  return (kept.telemetry ??= {
    events: new Map(),
    provider: { outcomes: new Map(), buckets: bounds.map(() => 0), seconds: 0, count: 0 },
    tokenRenewals: 0,
    jobs: new Map(),
  });
}

/** A line of the log, by what is a constant in it: never a value from outside. */
export function countEvent(event: string, code: string | undefined): void {
  const { events } = telemetry();
  const key = code === undefined ? event : `${event} ${code}`;
  events.set(key, (events.get(key) ?? 0) + 1);
}

/** One question to PortOne. */
export function countProvider(outcome: string, seconds: number): void {
  const { provider } = telemetry();
  provider.outcomes.set(outcome, (provider.outcomes.get(outcome) ?? 0) + 1);
  provider.seconds += seconds;
  provider.count += 1;
  const place = bounds.findIndex((bound) => seconds <= bound);
  if (place >= 0) provider.buckets[place] = (provider.buckets[place] ?? 0) + 1;
}

/** Upper bounds in seconds; a question to PortOne may take 10. */
export const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export type Telemetry = {
  /** `event code` or `event`, of the log. */
  events: Map<string, number>;
  provider: { outcomes: Map<string, number>; buckets: number[]; seconds: number; count: number };
  tokenRenewals: number;
  /** When each job last ended well. */
  jobs: Map<string, Date>;
};

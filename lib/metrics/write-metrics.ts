import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import { db, poolFigures } from "@/lib/db";
import { databaseFigures } from "@/lib/metrics/database-figures";
import { bounds, telemetry } from "@/lib/telemetry/counts";

/** Of this process. */
const kept: typeof globalThis & { metrics?: Registry } = globalThis;

/** Begins to watch the event loop and the heap; called at the start where METRICS_TOKEN is set. */
export function watchProcess(): void {
  if (kept.metrics !== undefined) return;
  kept.metrics = new Registry();
  collectDefaultMetrics({ register: kept.metrics });
}

/** All figures in Prometheus' text format. No personal data: names, counts and times. */
export async function writeMetrics(now: Date): Promise<{ text: string; type: string }> {
  watchProcess();
  const own = new Registry();
  countsOf(own);
  await databaseFigures(own, db().$statements, now);
  const process = kept.metrics ?? own;
  return {
    text: `${await process.metrics()}${await own.metrics()}${latency()}`,
    type: own.contentType,
  };
}

export function countsOf(registry: Registry): void {
  const { events, provider, tokenRenewals, jobs } = telemetry();
  const registers = [registry];
  const happened = new Counter({
    name: "verified_signup_events_total",
    help: "Lines of the log by event and code: refusals, faults, logins, jobs.",
    labelNames: ["event", "code"],
    registers,
  });
  for (const [key, count] of events) {
    const [event = "", code = ""] = key.split(" ");
    happened.inc({ event, code }, count);
  }
  const asked = new Counter({
    name: "verified_signup_portone_answers_total",
    help: "Questions to PortOne by what came back.",
    labelNames: ["outcome"],
    registers,
  });
  for (const [outcome, count] of provider.outcomes) asked.inc({ outcome }, count);
  new Counter({
    name: "verified_signup_portone_token_renewals_total",
    help: "Access tokens that PortOne has handed out (V1).",
    registers,
  }).inc(tokenRenewals);
  const lastRun = new Gauge({
    name: "verified_signup_job_success_timestamp_seconds",
    help: "When each job of this server last ended well.",
    labelNames: ["job"],
    registers,
  });
  for (const [job, at] of jobs) lastRun.set({ job }, at.getTime() / 1_000);
  const { total, idle, waiting } = poolFigures();
  const connections = new Gauge({
    name: "verified_signup_pool_connections",
    help: "Connections to the database, and requests that wait for one.",
    labelNames: ["state"],
    registers,
  });
  connections.set({ state: "idle" }, idle);
  connections.set({ state: "busy" }, total - idle);
  connections.set({ state: "waited_for" }, waiting);
}

/** A histogram from buckets that are kept as plain numbers. */
export function latency(): string {
  const name = "verified_signup_portone_seconds";
  const { buckets, seconds, count } = telemetry().provider;
  let below = 0;
  const lines = bounds.map((bound, place) => {
    below += buckets[place] ?? 0;
    return `${name}_bucket{le="${bound}"} ${below}`;
  });
  return [
    `\n# HELP ${name} How long PortOne takes to answer.`,
    `# TYPE ${name} histogram`,
    ...lines,
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${seconds}`,
    `${name}_count ${count}\n`,
  ].join("\n");
}

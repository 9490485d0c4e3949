import { MissingIndexKey, requireIndexKeys } from "@/lib/accounts/index-keys";
import { couldChangeLog } from "@/lib/audit/guard";
import { checkDatabaseClock } from "@/lib/clocks/database-clock";
import { config, InvalidSettings, settingWarnings } from "@/lib/config";
import { confirmContext } from "@/lib/server/confirm-context";
import { auditing } from "@/lib/server/audit";
import { sending } from "@/lib/server/mail";
import { checkReadiness } from "@/lib/database/readiness";
import { isRestored } from "@/lib/database/restored";
import { db } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { jobRunner } from "@/lib/jobs/run-jobs";
import { jobsOfEachMinute } from "@/lib/jobs/every-minute";
import { captureConsole, faultFields, log } from "@/lib/log";
import { stopGracefully } from "@/lib/server/graceful-stop";
import { telemetry } from "@/lib/telemetry/counts";
import type { CollectorState } from "@/lib/telemetry/tracing/allowed-exporter";
import { keepAlive } from "@/lib/requests/keep-alive";
import { watchRequests } from "@/lib/requests/watch-requests";

const sweepInterval = 60_000;

export async function startServer(): Promise<void> {
  for (const warning of settingWarnings()) process.stderr.write(`Warning: ${warning}\n`);
  try {
    config();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (config().production) {
    captureConsole();
    stopGracefully(config().drainSeconds);
  }
  await traceRequests();
  watchRequests(config().appUrl);
  keepAlive(config().keepAliveSeconds);
  await checkDatabase();
  if (config().metricsToken !== null) (await import("@/lib/metrics/write-metrics")).watchProcess();
  const sweep = jobRunner(
    ({ job, error }) => log("error", "job_failed", { ...faultFields(error), reason: job }),
    (job) => telemetry().jobs.set(job, new Date()),
  );
  const jobs = () =>
    jobsOfEachMinute({ ...confirmContext(), ...sending(), ...auditing() }, () => new Date());
  const work = async () => {
    if (await mayWork()) await sweep(jobs());
  };
  setInterval(() => void work(), sweepInterval).unref();
}

/** Loaded only where traces are asked for. */
async function traceRequests(): Promise<void> {
  const { traces } = config();
  if (traces === null) return;
  const { startTracing } = await import("@/lib/telemetry/tracing/start-tracing");
  const tell = (heard: CollectorState) => {
    if (heard.kind === "away") log("warn", "traces_lost", { reason: heard.reason });
    else log("info", "traces_taken_again", { count: heard.dropped });
  };
  startTracing({ ...traces, tell });
}

/** In a database that was only just restored, nothing is done by itself: its mails went out long ago. */
async function mayWork(): Promise<boolean> {
  const isOutOfDump = await isRestored(db().$statements).catch(() => false);
  if (isOutOfDump) log("error", "not_ready", { reason: "database_restored" });
  return !isOutOfDump;
}

/** Starts without a database too: /health/ready reports it, and sign-ups check the index keys. */
async function checkDatabase(): Promise<void> {
  const { kind, error } = await checkReadiness(db(), migrations);
  if (kind !== "ready") {
    const fields = error === undefined ? {} : faultFields(error);
    log("error", "start_without_database", { ...fields, reason: kind });
    if (error !== undefined) return;
  }
  try {
    await checkDatabaseClock(db().$statements, () => new Date());
    if (config().production && (await couldChangeLog(db().$statements))) {
      log("error", "audit_unguarded");
    }
    await requireIndexKeys(db(), config().indexKeys, new Date());
  } catch (error) {
    if (error instanceof MissingIndexKey) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    log("error", "start_without_database", faultFields(error));
  }
}

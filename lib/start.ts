import { MissingIndexKey, requireIndexKeys } from "@/lib/accounts/index-keys";
import { config, InvalidSettings } from "@/lib/config";
import { confirmRules } from "@/lib/confirm-rules";
import { db } from "@/lib/db";
import { jobRunner } from "@/lib/jobs/run-jobs";
import { sweepJobs } from "@/lib/jobs/sweep";
import { captureConsole, faultName, log } from "@/lib/log";
import { watchRequests } from "@/lib/requests/watch-requests";

const sweepInterval = 60_000;

/**
 * Checks the settings before the first request, and that no account stands under a key that is not
 * there, then keeps attempts swept.
 */
export async function startServer(): Promise<void> {
  try {
    config();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (config().production) captureConsole();
  watchRequests(config().appUrl);
  await checkIndexKeys();
  const sweep = jobRunner(({ job, error }) =>
    log("error", "job_failed", { reason: job, fault: faultName(error) }),
  );
  setInterval(() => void sweep(sweepJobs(confirmRules())), sweepInterval).unref();
}

/** A database that is down now is asked again by each sign-up. */
async function checkIndexKeys(): Promise<void> {
  try {
    await requireIndexKeys(db(), config().indexKeys, new Date());
  } catch (error) {
    if (error instanceof MissingIndexKey) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    log("warn", "start_without_database", { fault: faultName(error) });
  }
}

import { expireAttempts, forgetAttempts } from "@/lib/accounts/attempts";
import { MissingIndexKey, requireIndexKeys } from "@/lib/accounts/index-keys";
import { forgetDepartures } from "@/lib/accounts/leave";
import { settleLostAnswers } from "@/lib/accounts/settle-lost-answers";
import { config, InvalidSettings } from "@/lib/config";
import { confirmRules } from "@/lib/confirm-rules";
import { db } from "@/lib/db";
import { forgetLimits } from "@/lib/limits/spend";
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
  let sweeping = false;
  setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    void sweep().finally(() => (sweeping = false));
  }, sweepInterval).unref();
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

async function sweep(): Promise<void> {
  try {
    const rules = confirmRules();
    const confirmed = await settleLostAnswers(rules);
    if (confirmed > 0) log("info", "lost_answers_settled", { count: confirmed });
    await forgetLimits(rules.db, rules.now);
    await forgetDepartures(rules.db, rules.now);
    const expired = await expireAttempts(rules.db, rules.now);
    if (expired > 0) log("info", "attempts_expired", { count: expired });
    await forgetAttempts(rules.db, rules.now);
  } catch (error) {
    log("warn", "sweep_failed", { fault: faultName(error) });
  }
}

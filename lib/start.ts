import { expireAttempts } from "@/lib/accounts/attempts";
import { settleLostAnswers } from "@/lib/accounts/settle-lost-answers";
import { config, InvalidSettings } from "@/lib/config";
import { confirmRules } from "@/lib/confirm-rules";
import { faultName, log } from "@/lib/log";

const sweepInterval = 60_000;

/** Checks the settings before the first request, then keeps attempts swept. */
export function startServer(): void {
  try {
    config();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  let sweeping = false;
  setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    void sweep().finally(() => (sweeping = false));
  }, sweepInterval).unref();
}

async function sweep(): Promise<void> {
  try {
    const rules = confirmRules();
    const confirmed = await settleLostAnswers(rules);
    if (confirmed > 0) log("info", "lost_answers_settled", { count: confirmed });
    const expired = await expireAttempts(rules.db, rules.now);
    if (expired > 0) log("info", "attempts_expired", { count: expired });
  } catch (error) {
    log("warn", "sweep_failed", { fault: faultName(error) });
  }
}

import { expireAttempts } from "@/lib/accounts/attempts";
import { config, InvalidSettings } from "@/lib/config";
import { db } from "@/lib/db";
import { faultName, log } from "@/lib/log";

const sweepInterval = 60_000;

/** Checks the settings before the first request, then keeps expired attempts swept. */
export function startServer(): void {
  try {
    config();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  setInterval(() => void sweep(), sweepInterval).unref();
}

async function sweep(): Promise<void> {
  try {
    const count = await expireAttempts(db(), new Date());
    if (count > 0) log("info", "attempts_expired", { count });
  } catch (error) {
    log("warn", "sweep_failed", { fault: faultName(error) });
  }
}

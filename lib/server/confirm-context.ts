import { clockWatch } from "@/lib/clocks/provider-clock";
import { config } from "@/lib/config";
import { fetchVerification } from "@/lib/portone";
import { context, type Context } from "@/lib/server/context";
import { countProvider, telemetry } from "@/lib/telemetry/counts";
import { traced } from "@/lib/telemetry/traced";
import { purposes } from "@/lib/server/purposes";
import type { ConfirmContext } from "@/lib/verification/confirm-identity";

export function confirmContext(): Context & ConfirmContext & { asked?: AskedOfPortOne } {
  const common = context();
  const asked: AskedOfPortOne = { milliseconds: null, provider: null };
  return {
    ...common,
    asked,
    purposes: purposes(common),
    fetchVerification: async (providerId) => {
      const began = performance.now();
      const ask = () =>
        fetchVerification(providerId, (theirs) => {
          telemetry().tokenRenewals += 1;
          clockWatch.hearNow(theirs, new Date());
        });
      const fetched = await traced("PortOne", ask, ({ kind }) => ({ outcome: kind }));
      asked.milliseconds = Math.round(performance.now() - began);
      if (fetched.kind === "verified") asked.provider = fetched.verification.provider;
      countProvider(fetched.kind, asked.milliseconds / 1_000);
      clockWatch.hearResult(fetched, new Date());
      return fetched;
    },
    compareClocks: (attempts, fetched) => {
      for (const attempt of attempts) clockWatch.hearResultOf(attempt, fetched);
    },
    providerIdIsAttemptId: config().portone.version === "v2",
  };
}

/** Of the one question of a request; null while none was asked. */
export type AskedOfPortOne = { milliseconds: number | null; provider: string | null };

import { z } from "zod";

/** Whether a write was refused by a rule of this name: one that a trigger of ours states. */
export function isBrokenRule(error: unknown, rule: string): boolean {
  const cause = z
    .object({ meta: z.object({ driverAdapterError: z.object({ cause: z.unknown() }) }) })
    .safeParse(error);
  return JSON.stringify(cause.success ? cause.data.meta.driverAdapterError.cause : error).includes(
    rule,
  );
}

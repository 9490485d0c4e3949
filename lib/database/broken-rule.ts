import { z } from "zod";

/** Whether a write was refused by a rule of this name that a trigger of ours states. */
export function isBrokenRule(error: unknown, rule: string): boolean {
  return brokenRule.safeParse(error).data === rule;
}

/** Where the adapter puts the name. */
const brokenRule = z
  .object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ constraint: z.object({ index: z.string() }) }),
      }),
    }),
  })
  .transform(({ meta }) => meta.driverAdapterError.cause.constraint.index);

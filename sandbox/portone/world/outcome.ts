import { z } from "zod";

export const outcomeSchema = z.enum([
  "verified",
  "cancelled",
  "failed",
  "unfinished",
  "under_age",
  "no_callback",
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type WindowOutcome = Outcome | "already_verified";

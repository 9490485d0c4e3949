import { z } from "zod";
import type { Code } from "@/lib/codes";

/** What a login form shows again: never the password. */
export type LogInState = { email: string; code?: Code };

/** What was typed. Anything that is no text counts as empty: such a login simply fails. */
export function readLogIn(form: FormData): { email: string; password: string } {
  return {
    email: z.string().max(320).catch("").parse(form.get("email")),
    password: z.string().max(1024).catch("").parse(form.get("password")),
  };
}

import { z } from "zod";
import type { Code } from "@/lib/codes";
import { readFields } from "./form-fields";

/** What a login form shows again: never the password. */
export type LogInState = { email: string; code?: Code };

/** What was typed. Anything that is no text counts as empty: such a login simply fails. */
export function readLogIn(form: FormData): { email: string; password: string } {
  const { email, password } = readFields(form);
  return {
    email: z.string().max(320).catch("").parse(email),
    password: z.string().max(1024).catch("").parse(password),
  };
}

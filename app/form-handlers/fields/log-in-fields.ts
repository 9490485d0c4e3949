import { z } from "zod";
import type { Fields } from "@/lib/requests/form-fields";

/** A missing or overlong value counts as empty, so that the login fails. */
export function readLogIn({ email, password }: Fields): { email: string; password: string } {
  return {
    email: z.string().max(320).catch("").parse(email),
    password: passwordField.parse(password),
  };
}

export const passwordField = z.string().max(1024).catch("");

import { z } from "zod";
import { passwordProblem } from "@/lib/accounts/password-problem";
import type { Code } from "@/lib/codes";

const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const password = z.string().max(1024);

/** Parses what was typed into the details form. Every problem is named, not only the first. */
export function readCredentials(form: TypedFields): CredentialsReading {
  const typed = z.string().max(320).catch("").parse(form["email"]).trim();
  const readEmail = email.safeParse(typed);
  const readPassword = password.safeParse(form["password"]);
  const problems: CredentialProblems = {};
  if (!readEmail.success) problems.email = "invalid_email";
  const weakness = passwordProblem(readPassword.data ?? "", { email: readEmail.data ?? "" });
  if (!readPassword.success) problems.password = "password_too_long";
  else if (weakness !== null) problems.password = `password_${weakness}`;
  if (!readEmail.success || !readPassword.success || weakness !== null) {
    return { kind: "unfit", email: typed, problems };
  }
  return { kind: "fit", credentials: { email: readEmail.data, password: readPassword.data } };
}

type TypedFields = Readonly<Record<string, string | undefined>>;
export type Credentials = { email: string; password: string };
export type CredentialProblems = { email?: Code; password?: Code };
export type CredentialsReading =
  | { kind: "fit"; credentials: Credentials }
  | { kind: "unfit"; email: string; problems: CredentialProblems };

import { z } from "zod";
import { normaliseEmail } from "@/lib/logins/email";
import { passwordProblem } from "@/lib/logins/password-problem";
import type { Code } from "@/lib/codes";

const password = z.string().max(1024);

export function readCredentials(form: TypedFields): CredentialsReading {
  const typed = z.string().catch("").parse(form["email"]).trim().slice(0, maximumShown);
  const reading = normaliseEmail(form["email"] ?? "");
  const readPassword = password.safeParse(form["password"]);
  const problems: CredentialProblems = {};
  if ("problem" in reading) {
    problems.email = reading.problem;
    if (reading.letter !== undefined) problems.emailLetter = reading.letter;
  }
  const email = "email" in reading ? reading.email : "";
  const weakness = passwordProblem(readPassword.data ?? "", { email });
  if (!readPassword.success) problems.password = "password_too_long";
  else if (weakness !== null) problems.password = `password_${weakness}`;
  if ("problem" in reading || !readPassword.success || weakness !== null) {
    return { kind: "unfit", email: typed, problems };
  }
  return { kind: "fit", credentials: { email: reading.email, password: readPassword.data } };
}

/** Maximum length of the e-mail that is shown again. */
const maximumShown = 320;

type TypedFields = Readonly<Record<string, string | undefined>>;
export type Credentials = { email: string; password: string };
/** `emailLetter`: a character that is not allowed in an e-mail. */
export type CredentialProblems = { email?: Code; password?: Code; emailLetter?: string };
export type CredentialsReading =
  | { kind: "fit"; credentials: Credentials }
  | { kind: "unfit"; email: string; problems: CredentialProblems };

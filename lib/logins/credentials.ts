import { z } from "zod";
import { normaliseEmail } from "@/lib/logins/email";
import { judgePassword, type PasswordProblem } from "@/lib/passwords/password-problem";
import type { Code } from "@/lib/codes";
import type { Known } from "@/lib/passwords/personal-words";

const password = z.string().max(1024);

/** @param known what we know of the person, which the password must not be made of. */
export async function readCredentials(
  form: TypedFields,
  known: Known,
): Promise<CredentialsReading> {
  const typed = z.string().catch("").parse(form["email"]).trim().slice(0, maximumShown);
  const reading = normaliseEmail(form["email"] ?? "");
  const problems: CredentialProblems = {};
  if ("problem" in reading) {
    problems.email = reading.problem;
    if (reading.letter !== undefined) problems.emailLetter = reading.letter;
  }
  const email = "email" in reading ? { email: reading.email } : {};
  const readPassword = await readNewPassword(form["password"], { ...known, ...email });
  if ("problem" in readPassword) problems.password = readPassword.problem;
  if ("problem" in reading || "problem" in readPassword) {
    return { kind: "unfit", email: typed, problems };
  }
  return { kind: "fit", credentials: { email: reading.email, password: readPassword.password } };
}

/** A password that is to be set, or why it is refused. */
export async function readNewPassword(
  typed: string | undefined,
  known: Known,
): Promise<{ password: string } | { problem: Code }> {
  if (typed === undefined || typed === "") return { problem: "password_missing" };
  const read = password.safeParse(typed);
  if (!read.success) return { problem: "password_too_long" };
  const weakness = await passwordProblem(read.data, known);
  return weakness === null ? { password: read.data } : { problem: `password_${weakness}` };
}

/**
 * Why this password of this person is refused; null if it is not. The word lists are loaded when the
 * first password is set, not when somebody logs in.
 */
export async function passwordProblem(
  password: string,
  known: Known,
): Promise<PasswordProblem | null> {
  const { estimateGuesses } = await import("@/lib/passwords/guesses");
  return judgePassword(password, known, estimateGuesses).problem;
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

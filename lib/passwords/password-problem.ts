import type { Estimate, EstimateGuesses } from "@/lib/passwords/guesses";
import { personalWords, type Known } from "@/lib/passwords/personal-words";

/**
 * Why a password is refused: by length and by how many guesses it takes, never by kinds of characters
 * (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2). Server and browser judge by this same function; the
 * server knows more of the person.
 */
export function judgePassword(
  password: string,
  known: Known,
  estimate: EstimateGuesses,
): PasswordJudgement {
  // Length is that of NFC, as it is stored.
  const length = Array.from(password.normalize("NFC")).length;
  if (length < minimumLength) return { problem: "too_short" };
  if (length > maximumLength) return { problem: "too_long" };
  const text = password.normalize("NFKC");
  if (holdsEmail(text, known.email ?? "")) return { problem: "contains_email" };
  if (isNumberOfKorea(text)) return { problem: "digits" };
  const words = personalWords(known);
  const whole = estimate(text, words);
  // Signs at an end are the first thing that is tried after a word.
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const within = bare === text || bare === "" ? whole : estimate(bare, words);
  const guesses = Math.min(whole.guesses, within.guesses * signsAround);
  if (guesses >= leastGuesses) return { problem: null, isStrong: guesses >= strongGuesses };
  return { problem: reasonOf(text, (whole.guesses < leastGuesses ? whole : within).parts) };
}

const minimumLength = 8;
export const maximumLength = 128;
/**
 * Eight characters at random, as an attacker counts them who knows every habit; at argon2id's cost, a
 * machine of theirs needs days.
 */
const leastGuesses = 1e8;
const strongGuesses = 1e12;
/** So many ways to put signs around a password are worth trying. */
const signsAround = 100;

function holdsEmail(text: string, email: string): boolean {
  const lower = text.toLowerCase();
  const address = email.normalize("NFKC").toLowerCase();
  const [name = ""] = address.split("@");
  return (name.length >= 4 && lower.includes(name)) || (address !== "" && lower.includes(address));
}

/** A mobile number or a 주민등록번호, whoever's it is. */
function isNumberOfKorea(text: string): boolean {
  const digits = text.replace(/[\s\-./()+]/g, "");
  return (
    /^(82|0)1[016-9]\d{7,8}$/.test(digits) ||
    /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[1-8]\d{6}$/.test(digits)
  );
}

/** What makes up most of it. */
function reasonOf(text: string, parts: Estimate["parts"]): PasswordProblem {
  if (parts.some(({ kind }) => kind === "known")) return "personal";
  const [most] = parts
    .filter(({ kind }) => kind !== "rest")
    .sort((one, other) => other.length - one.length);
  if (most?.kind === "password") return "too_common";
  if (most?.kind === "date" || most?.kind === "pattern") return most.kind;
  return /^[\d\s\-./]+$/.test(text) ? "digits" : "guessable";
}

export type PasswordJudgement = { problem: PasswordProblem } | { problem: null; isStrong: boolean };
export type PasswordProblem =
  | "too_short"
  | "too_long"
  | "too_common"
  | "contains_email"
  | "personal"
  | "date"
  | "digits"
  | "pattern"
  | "guessable";

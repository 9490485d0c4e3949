import { z } from "zod";

/**
 * Removes what comes along with typing and pasting: invisible characters, `mailto:`, a name with
 * angle brackets, a trailing comma. Full-width letters and dots become plain ones.
 */
export function normaliseEmail(typed: string): EmailReading {
  if (typed.trim() === "") return { problem: "email_missing" };
  if (typed.length > maximumTyped) return { problem: "invalid_email" };
  const text = withoutWrapping(plain(typed));
  const letter = firstStrange(text);
  if (letter !== undefined) return { problem: "invalid_email", letter: nameOf(letter) };
  const fit = address.safeParse(text.toLowerCase());
  return fit.success ? { email: fit.data } : { problem: "invalid_email" };
}

/** Whose login tries are counted: the e-mail, or the text itself if it is not one. */
export function loginSubject(typed: string): string {
  const reading = normaliseEmail(typed);
  return "email" in reading ? reading.email : typed.trim().toLowerCase();
}

function plain(typed: string): string {
  return typed
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu, "")
    .replace(/[\uff01-\uff5e\ufe50-\ufe6b]/gu, (letter) => letter.normalize("NFKC"))
    .replace(/[\u3002\uff61]/gu, ".")
    .trim()
    .replace(/[^\P{Zs} ]/gu, "")
    .normalize("NFC");
}

function withoutWrapping(text: string): string {
  const [, bracketed = text] = /^[^<>]*<([^<>]*)>[.,;\s]*$/.exec(text) ?? [];
  const [, linked = bracketed] = /^mailto:([^?]*)/i.exec(bracketed) ?? [];
  return linked.trim().replace(/[.,;]+$/, "");
}

function firstStrange(text: string): string | undefined {
  let host = false;
  for (const letter of text) {
    if (letter === "@" && !host) host = true;
    else if (!(host ? /[A-Za-z0-9.-]/ : /[A-Za-z0-9_'+.-]/).test(letter)) return letter;
  }
  return undefined;
}

/** The character, or its code point if it is invisible. */
function nameOf(letter: string): string {
  if (!/[\p{C}\p{Z}]/u.test(letter)) return letter;
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const maximumTyped = 320;
const address = z.string().max(254).pipe(z.email());

export type EmailReading =
  { email: string } | { problem: "email_missing" | "invalid_email"; letter?: string };

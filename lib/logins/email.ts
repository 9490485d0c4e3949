import { z } from "zod";

/**
 * An e-mail address as it is kept and looked up, from what was typed or pasted: the same at joining,
 * at a login and for an administrator. What nobody can see is left out (marks of zero width and of
 * direction, no-break spaces), full-width letters and dots are the plain ones, and so is what is
 * copied along: `mailto:`, a name with angle brackets, a comma at the end.
 */
export function normaliseEmail(typed: string): EmailReading {
  if (typed.length > maximumTyped) return { problem: "invalid_email" };
  const text = withoutWrapping(plain(typed));
  const letter = firstStrange(text);
  if (letter !== undefined) return { problem: "invalid_email", letter: nameOf(letter) };
  const fit = address.safeParse(text.toLowerCase());
  return fit.success ? { email: fit.data } : { problem: "invalid_email" };
}

/** For whom a login counts: the address, or what was typed where that is none. */
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

/** The first letter that an address cannot hold there; undefined where none is the trouble. */
function firstStrange(text: string): string | undefined {
  let host = false;
  for (const letter of text) {
    if (letter === "@" && !host) host = true;
    else if (!(host ? /[A-Za-z0-9.-]/ : /[A-Za-z0-9_'+.-]/).test(letter)) return letter;
  }
  return undefined;
}

/** The letter itself, or its number where it cannot be seen. */
function nameOf(letter: string): string {
  if (!/[\p{C}\p{Z}]/u.test(letter)) return letter;
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const maximumTyped = 320;
const address = z.string().max(254).pipe(z.email());

export type EmailReading =
  | { email: string }
  /** `letter`: what cannot be in an address, to be shown: `홍`, or `U+0000`. */
  | { problem: "invalid_email"; letter?: string };

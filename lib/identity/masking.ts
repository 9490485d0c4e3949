import { normalisePhone } from "@/lib/identity/phone";

/** 홍길동 → 홍*동, 홍길 → 홍*, Gildong Hong → G****** H***. */
export function maskName(name: string): string {
  const words = name.normalize("NFC").trim().split(/\s+/u).filter(Boolean);
  return words.map(maskWord).join(" ") || "*";
}

/** 01012345678, +82 10-1234-5678 → 010-****-5678. A short number is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = normalisePhone(phone) ?? phone.replace(/\D/g, "");
  if (digits.length < 10) return "*".repeat(Math.max(digits.length, 4));
  return `${digits.slice(0, 3)}-${"*".repeat(digits.length - 7)}-${digits.slice(-4)}`;
}

/** someone@example.com → s***@example.com, whatever the length. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return "***";
  const [first = ""] = Array.from(email.slice(0, at));
  return `${first}***${email.slice(at)}`;
}

/** 1990-01-02 → 1990-**-**. */
export function maskBirthDate(birthDate: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(birthDate) ? `${birthDate.slice(0, 4)}-**-**` : "****-**-**";
}

function maskWord(word: string): string {
  const letters = Array.from(word);
  const [first = "*"] = letters;
  if (letters.length <= 1) return "*";
  const hangul = /^\p{Script=Hangul}+$/u.test(word);
  if (!hangul || letters.length === 2) return first + "*".repeat(letters.length - 1);
  return first + "*".repeat(letters.length - 2) + letters.at(-1);
}

import { isCommonPassword } from "@/lib/logins/common-passwords";
import { normalisePassword } from "@/lib/crypto/password";

/** No composition rules (NIST SP 800-63B, 5.1.1; OWASP ASVS 5.0, 6.2.4). Length is that of NFC. */
export function passwordProblem(
  password: string,
  { email }: { email: string },
): PasswordProblem | null {
  const text = normalisePassword(password);
  const length = Array.from(text).length;
  if (length < minimumLength) return "too_short";
  if (length > maximumLength) return "too_long";
  const lower = text.toLowerCase();
  const address = normalisePassword(email).toLowerCase();
  const [name = ""] = address.split("@");
  if (name.length >= 4 && lower.includes(name)) return "contains_email";
  if (address !== "" && lower.includes(address)) return "contains_email";
  return isCommonPassword(text) ? "too_common" : null;
}

const minimumLength = 8;
const maximumLength = 128;

export type PasswordProblem = "too_short" | "too_long" | "too_common" | "contains_email";

import { hash, verify } from "@node-rs/argon2";

/** argon2id as OWASP asks at the least: 19 MiB, two passes, one lane. */
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), options);
}

/** @throws Error for a hash that `hashPassword` did not write. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, normalised(password));
}

/** Costs as much as a real check, where no account has the e-mail: the time tells nothing. */
export async function verifyAgainstNobody(password: string): Promise<void> {
  await verifyPassword(nobody, password);
}

/**
 * Length and well-known passwords only, no rules of composition (NIST SP 800-63B, 5.1.1). A length
 * counts characters as they are seen, whichever way a keyboard composes Hangul.
 */
export function passwordProblem(
  password: string,
  { email }: { email: string },
): PasswordProblem | null {
  const text = normalised(password);
  const length = Array.from(text).length;
  if (length < minimumLength) return "too_short";
  if (length > maximumLength) return "too_long";
  const lower = text.toLowerCase();
  const address = normalised(email).toLowerCase();
  const [name = ""] = address.split("@");
  if (name.length >= 4 && lower.includes(name)) return "contains_email";
  if (address !== "" && lower.includes(address)) return "contains_email";
  if (common.has(lower) || /^(.)\1*$/su.test(lower)) return "too_common";
  return null;
}

const minimumLength = 8;
const maximumLength = 128;

/** The hash of 32 random bytes that nobody kept, with the same costs as `options`. */
const nobody =
  "$argon2id$v=19$m=19456,t=2,p=1$Mh/AE/A+ubiVxKeK++FbSA$xU3vvNTnaA28j3oCv7zeUeSPOzY3VN85P2tYbWbU9y0";

/** The same letters typed on different keyboards are the same password. */
function normalised(password: string): string {
  return password.normalize("NFC");
}

const common = new Set(
  (
    "password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111 " +
    "qwertyui qwertyuiop qwerty12 qwerty123 1q2w3e4r 1q2w3e4r5t q1w2e3r4 asdfghjk asdfghjkl zxcvbnm1 " +
    "qwer1234 asdf1234 asdfqwer abcdefgh 1qaz2wsx zaq12wsx abcd1234 abc12345 a1234567 a12345678 aa123456 iloveyou sunshine princess football baseball " +
    "letmein1 welcome1 admin123 administrator 87654321 12341234 12121212 qkrwldbs dlrjtdms " +
    "tkfkdgo1 rkskekfk qlalfqjsgh dkssud12 dkssudgktpdy"
  ).split(" "),
);

export type PasswordProblem = "too_short" | "too_long" | "too_common" | "contains_email";

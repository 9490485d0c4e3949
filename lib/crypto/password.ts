import { hash, verify } from "@node-rs/argon2";

/** argon2id with OWASP's minimum: 19 MiB, two passes, one lane. */
export const passwordCosts = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const options = { algorithm: 2, ...passwordCosts } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), options);
}

/** @throws Error for a hash that `hashPassword` did not write. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, normalisePassword(password));
}

/** Takes as long as a real check, so that timing does not show which e-mails have an account. */
export async function verifyAgainstNobody(password: string): Promise<null> {
  await verifyPassword(nobody, password);
  return null;
}

/** Hash of 32 discarded random bytes, with the same costs as `options`. */
const nobody =
  "$argon2id$v=19$m=19456,t=2,p=1$Mh/AE/A+ubiVxKeK++FbSA$xU3vvNTnaA28j3oCv7zeUeSPOzY3VN85P2tYbWbU9y0";

/** NFC, since keyboards compose the same letters differently. */
export function normalisePassword(password: string): string {
  return password.normalize("NFC");
}

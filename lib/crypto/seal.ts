import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";

const version = 1;
const ivLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM. A value can be unsealed only with the same `associatedData`, which names its place.
 * Layout: 1 byte version, 12 bytes IV, 16 bytes tag, ciphertext.
 */
export function seal(
  plaintext: string,
  { ring, associatedData }: { ring: KeyRing; associatedData: string },
): Sealed {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", ring.current.secret, iv);
  cipher.setAAD(Buffer.from(associatedData, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  const parts = Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), ciphertext]);
  return { keyId: ring.current.id, sealed: Uint8Array.from(parts) };
}

/** @throws UnsealFailed for an unknown key, a changed value or other associated data. */
export function unseal(
  { keyId, sealed }: Sealed,
  { ring, associatedData }: { ring: KeyRing; associatedData: string },
): string {
  const key = ring.find(keyId);
  if (key === null) throw new UnsealFailed(`No key is named ${keyId}`);
  const parts = Buffer.from(sealed);
  if (parts[0] !== version || parts.length < 1 + ivLength + tagLength) {
    throw new UnsealFailed("This is no sealed value");
  }
  const iv = parts.subarray(1, 1 + ivLength);
  const tag = parts.subarray(1 + ivLength, 1 + ivLength + tagLength);
  const decipher = createDecipheriv("aes-256-gcm", key.secret, iv, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(associatedData, "utf8"));
  decipher.setAuthTag(tag);
  try {
    const ciphertext = parts.subarray(1 + ivLength + tagLength);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new UnsealFailed("A sealed value does not open here", { cause });
  }
}

export class UnsealFailed extends Error {
  override readonly name = "UnsealFailed";
}

export type Sealed = { keyId: string; sealed: Uint8Array<ArrayBuffer> };

import { createHmac } from "node:crypto";
import type { Key, KeyRing } from "@/lib/crypto/key-ring";

/** HMAC-SHA-256, 32 bytes: to find a value and keep it unique without storing it. */
export function blindIndex(
  value: string,
  { secret }: Key,
  domain: Domain,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac("sha256", secret).update(`${domain}\0${value}`).digest());
}

export function currentIndex(value: string, { current }: KeyRing, domain: Domain): Indexed {
  return { keyId: current.id, index: blindIndex(value, current, domain) };
}

/** Under every key, for lookups while keys are being rotated. */
export function allIndexes(value: string, ring: KeyRing, domain: Domain): Indexed[] {
  return ring.all.map((key) => ({ keyId: key.id, index: blindIndex(value, key, domain) }));
}

export type Domain =
  | "browser"
  | "ci"
  | "di"
  | "limit"
  | "login"
  | "mail"
  | "name"
  | "phone"
  | "phone-end"
  | "provider-id";
export type Indexed = { keyId: string; index: Uint8Array<ArrayBuffer> };

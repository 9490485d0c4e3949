import { generateSecret, generateURI, verifySync } from "otplib";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import type { KeyRing } from "@/lib/crypto/key-ring";

/** 160 bits in base32, for an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). */
export function inventTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What the code to scan says. */
export function totpUri(
  secret: string,
  { issuer, email }: { issuer: string; email: string },
): string {
  return generateURI({ issuer, label: email, secret });
}

/**
 * The step of a code that is right now, or was half a minute ago or will be, by a clock that is a little
 * off; null for any other, and for one of a step that was used already.
 */
export function stepOfCode(
  typed: string,
  { secret, lastStep, now }: { secret: string; lastStep: number | null; now: Date },
): number | null {
  const token = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const result = verifySync({
    ...{ secret, token, epoch: Math.floor(now.getTime() / 1_000), epochTolerance: 30 },
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

export function sealTotpSecret(secret: string, administratorId: string, ring: KeyRing): Sealed {
  return seal(secret, { ring, associatedData: placeOf(administratorId) });
}

export function unsealTotpSecret(sealed: Sealed, administratorId: string, ring: KeyRing): string {
  return unseal(sealed, { ring, associatedData: placeOf(administratorId) });
}

function placeOf(administratorId: string): string {
  return `administrators.totp:${administratorId}`;
}

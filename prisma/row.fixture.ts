import { randomBytes } from "node:crypto";

/** Invented rows that every rule of the database accepts; tests change one thing. */
export function inventAttempt() {
  const now = new Date();
  return {
    id: randomBytes(12).toString("hex"),
    purpose: "signup" as const,
    nonceHash: bytes(32),
    consents: [],
    createdAt: now,
    expiresAt: now,
  };
}

export function inventAccount(attemptId: string) {
  const now = new Date();
  return {
    id: randomBytes(12).toString("hex"),
    email: `someone-${randomBytes(6).toString("hex")}@example.com`,
    passwordHash: "none",
    profileSealed: bytes(60),
    profileSealedKeyId: "k1",
    uniqueKeyIndex: bytes(32),
    uniqueKeyIndexKeyId: "k1",
    uniqueKeySealed: bytes(60),
    uniqueKeySealedKeyId: "k1",
    provider: "danal",
    verifiedAt: now,
    birthYear: 1990,
    createdAt: now,
    attemptId,
  };
}

export function bytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(randomBytes(length));
}

import { randomBytes } from "node:crypto";

/** Invented rows that meet every constraint; tests change one value. */
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
  const index = bytes(32);
  return {
    id: randomBytes(12).toString("hex"),
    email: `someone-${randomBytes(6).toString("hex")}@example.com`,
    passwordHash: "none",
    profileSealed: bytes(60),
    profileSealedKeyId: "k1",
    uniqueKeyIndex: index,
    uniqueKeyIndexes: { create: { index, keyId: "k1", kind: "ci" as const } },
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

export function inventConsent(wardAttemptId: string, guardianAttemptId: string) {
  const now = new Date();
  return {
    wardAttemptId,
    guardianAttemptId,
    guardianSealed: bytes(60),
    guardianSealedKeyId: "k1",
    provider: "danal",
    verifiedAt: now,
    document: "guardian",
    version: "2026-11-01",
    textHash: "0".repeat(64),
    agreedAt: now,
  };
}

export function inventPasskey(holder: { accountId: string } | { administratorId: string }) {
  return {
    id: randomBytes(12).toString("hex"),
    credentialId: bytes(32),
    ...holder,
    publicKey: bytes(77),
    transports: ["internal"],
    isBackedUp: true,
    name: "Chrome, macOS",
    createdAt: new Date(Date.now() - 30 * 24 * 3_600_000),
  };
}

export function bytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(randomBytes(length));
}

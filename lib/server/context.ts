import { config } from "@/lib/config";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { db } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";

/** What every decision is made with: the database, the keys, the policies and the present moment. */
export function rules(): Rules {
  const { sealKeys, indexKeys, agePolicy: policy, guardianConsent, duplicateKey } = config();
  const { rejoinCooldownDays } = config();
  const now = new Date();
  return {
    db: db(),
    sealKeys,
    indexKeys,
    policy,
    guardianConsent,
    duplicateKey,
    rejoinCooldownDays,
    now,
  };
}

export type Rules = {
  db: PrismaClient;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  guardianConsent: boolean;
  duplicateKey: "ci" | "ci-or-di";
  rejoinCooldownDays: number;
  now: Date;
};

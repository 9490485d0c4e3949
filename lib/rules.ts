import { config } from "@/lib/config";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { db } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";

/** What every decision is made with: the database, the keys, the policies and the present moment. */
export function rules(): Rules {
  const { sealKeys, indexKeys, agePolicy: policy, duplicateKey } = config();
  return { db: db(), sealKeys, indexKeys, policy, duplicateKey, now: new Date() };
}

export type Rules = {
  db: PrismaClient;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  duplicateKey: "ci" | "ci-or-di";
  now: Date;
};

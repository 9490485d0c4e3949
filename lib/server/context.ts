import { config } from "@/lib/config";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { db, readings, type StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { Mailing } from "@/lib/mail/outbox";
import { wakeMail } from "@/lib/server/mail";
import type { DuplicateKey } from "@/lib/identity/unique-keys";

export function context(): Context {
  const { sealKeys, indexKeys, agePolicy: policy, guardianConsent, duplicateKey } = config();
  const { rejoinCooldownDays, reverifyAfterDays, appUrl, brand } = config();
  const now = new Date();
  const database = db();
  return {
    db: database,
    statements: database.$statements,
    readings: readings(),
    sealKeys,
    indexKeys,
    policy,
    guardianConsent,
    duplicateKey,
    rejoinCooldownDays,
    reverifyAfterDays,
    mailing: { appUrl, brand: { name: brand.name, colour: brand.colour }, wake: wakeMail },
    now,
  };
}

export type Context = {
  db: PrismaClient;
  statements: StatementRunner;
  /** For what need not be current: a replica, where there is one. */
  readings: StatementRunner;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  guardianConsent: boolean;
  duplicateKey: DuplicateKey;
  rejoinCooldownDays: number;
  /** Days; 0: never. */
  reverifyAfterDays: number;
  mailing: Mailing;
  now: Date;
};

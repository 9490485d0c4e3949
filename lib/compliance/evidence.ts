import { z } from "zod";
import { unsealProfile, unsealUniqueKeys } from "@/lib/accounts/sealing";
import { missingIndexKeys } from "@/lib/accounts/index-keys";
import { documents, type DocumentLocale } from "@/lib/consents/documents";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const sampleSize = 100;

/** For an inspection of CI handling (정보통신망법 §23의6②, 시행령 §13②·§14). No personal data. */
export async function gatherEvidence(context: EvidenceContext): Promise<Evidence> {
  const { db } = context;
  const [accounts, receipts, keys, events, administrators, guardians, departures] =
    await Promise.all([
      db.account.count(),
      db.account.groupBy({ by: ["provider"], _count: true, _min: verifiedAt, _max: verifiedAt }),
      db.account.groupBy({ by: ["uniqueKeySealedKeyId", "uniqueKeyIndexKeyId"], _count: true }),
      db.auditEvent.groupBy({ by: ["kind"], _count: true, _min: { at: true }, _max: { at: true } }),
      db.administrator.count(),
      db.guardianConsent.count(),
      db.departure.count(),
    ]);
  return {
    accounts,
    receipts: receipts.map(({ provider, _count: count, _min, _max }) => ({
      provider,
      count,
      first: _min.verifiedAt,
      last: _max.verifiedAt,
    })),
    keys: keys.map((row) => ({
      sealedUnder: row.uniqueKeySealedKeyId,
      indexedUnder: row.uniqueKeyIndexKeyId,
      count: row._count,
    })),
    events: events.map(({ kind, _count: count, _min, _max }) => ({
      kind,
      count,
      first: _min.at,
      last: _max.at,
    })),
    administrators,
    guardians,
    departures,
    consents: await countConsents(context),
    checks: await runChecks(context),
  };
}

const verifiedAt = { verifiedAt: true } as const;

async function countConsents({ db, now }: EvidenceContext): Promise<Evidence["consents"]> {
  const by = ["document", "version", "textHash"] as const;
  const rows = await db.consent.groupBy({
    by: [...by],
    _count: true,
    orderBy: [{ document: "asc" }, { version: "asc" }, { textHash: "asc" }],
  });
  return rows.map(({ document, version, textHash, _count: count }) => ({
    document,
    version,
    textHash,
    count,
    language: documents.languageOf(textHash),
    isCurrent: [...documents.shownFor("signup", now), ...documents.shownFor("guardian", now)].some(
      (each) => each.id === document && each.version === version,
    ),
  }));
}

/** `wrong`: the number of violations; 0 means that the check passes. */
async function runChecks({ db, sealKeys, indexKeys, now }: EvidenceContext): Promise<Check[]> {
  const late = new Date(now.getTime() - sweepGrace);
  const keptTooLong = await db.attempt.count({
    where: { personSealed: { not: null }, expiresAt: { lt: late } },
  });
  const keptForNothing = await db.attempt.count({
    where: { personSealed: { not: null }, state: { not: "confirmed" } },
  });
  const listedTooLong = await db.departure.count({ where: { rejoinFrom: { lt: late } } });
  const unindexed = await db.account.count({ where: { uniqueKeyIndexes: { none: {} } } });
  return [
    { name: "sealed", wrong: await countUnreadable(db, { sealKeys }) },
    { name: "indexed", wrong: unindexed + (await missingIndexKeys(db, indexKeys, now)).length },
    { name: "destroyed", wrong: keptTooLong + keptForNothing + listedTooLong },
    { name: "guarded", wrong: await countMissingGuards(db) },
  ];
}

/** Milliseconds; the sweep runs every minute. */
const sweepGrace = 5 * 60_000;

/** Counts accounts in a sample that cannot be unsealed with the ring. */
async function countUnreadable(db: PrismaClient, { sealKeys }: { sealKeys: KeyRing }) {
  const rows = await db.account.findMany({ take: sampleSize, orderBy: { id: "asc" } });
  return rows.filter((row) => {
    try {
      const profile = { sealed: row.profileSealed, keyId: row.profileSealedKeyId };
      const uniqueKey = { sealed: row.uniqueKeySealed, keyId: row.uniqueKeySealedKeyId };
      unsealProfile(profile, row.id, sealKeys);
      return unsealUniqueKeys(uniqueKey, row.id, sealKeys).length === 0;
    } catch {
      return true;
    }
  }).length;
}

/** Triggers that must exist and be enabled. */
const guards = [
  "attempts_move_forward",
  "attempts_keep_their_purpose",
  "attempts_end_without_guardian",
  "accounts_are_indexed",
  "accounts_come_from_a_sign_up",
  "unique_key_indexes_heed_departures",
  "audit_events_stay",
  "audit_events_are_not_truncated",
  "audit_segments_grow",
  "audit_segments_are_not_truncated",
  "audit_reviews_stay",
  "audit_reviews_are_not_truncated",
  "exports_move_forward",
];

async function countMissingGuards(db: PrismaClient): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT tgname AS name FROM pg_trigger WHERE tgname = ANY(${guards}) AND tgenabled IN ('O', 'A')`;
  return guards.length - z.array(z.object({ name: z.string() })).parse(rows).length;
}

export type EvidenceContext = {
  db: PrismaClient;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  now: Date;
};
export type Check = { name: "sealed" | "indexed" | "destroyed" | "guarded"; wrong: number };
export type Evidence = {
  accounts: number;
  receipts: { provider: string; count: number; first: Date | null; last: Date | null }[];
  keys: { sealedUnder: string; indexedUnder: string; count: number }[];
  events: { kind: string; count: number; first: Date | null; last: Date | null }[];
  administrators: number;
  guardians: number;
  /** Fingerprints on the rejoin list. */
  departures: number;
  consents: {
    document: string;
    version: string;
    textHash: string;
    count: number;
    /** Null for a text that is not among ours. */
    language: DocumentLocale | null;
    isCurrent: boolean;
  }[];
  checks: Check[];
};

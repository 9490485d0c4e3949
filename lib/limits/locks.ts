import { z } from "zod";
import { blindIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma } from "@/lib/generated/prisma/client";
import { limits, type Limit, type LimitName } from "@/lib/limits/limits";

/**
 * Which limits of one account are used up now, and until when, whatever addresses the tries came from.
 * @param subjects the account as each limit knows it: an e-mail, or an id.
 */
export async function locksOf(
  db: Prisma.TransactionClient,
  subjects: AccountSubjects,
  { indexKeys, now }: { indexKeys: KeyRing; now: Date },
): Promise<Lock[]> {
  const places = placesOf(subjects, indexKeys);
  return locksAt(places, await readLocks(db, places, now));
}

/** Of several at once, whether any limit of each is used up, by one question. */
export async function lockedAmong(
  db: Prisma.TransactionClient,
  all: readonly AccountSubjects[],
  { indexKeys, now }: { indexKeys: KeyRing; now: Date },
): Promise<boolean[]> {
  const places = all.map((subjects) => placesOf(subjects, indexKeys));
  const rows = await readLocks(db, places.flat(), now);
  return places.map((each) => locksAt(each, rows).length > 0);
}

async function readLocks(
  db: Prisma.TransactionClient,
  places: readonly LockPlace[],
  now: Date,
): Promise<LockRow[]> {
  return lockRows.parse(
    await db.$queryRaw`
      SELECT key, points, expire FROM rate_limits
      WHERE key = ANY (${wholeKeys(places)}) AND expire > ${now.getTime()}
      UNION ALL
      SELECT key, points, expire FROM rate_limits
      WHERE key LIKE '%:address and account:%' AND key LIKE ANY (${patterns(places)})
        AND expire > ${now.getTime()}`,
  );
}

function locksAt(places: readonly LockPlace[], rows: readonly LockRow[]): Lock[] {
  return places.flatMap(({ name, limit, key, isWhole }) => {
    const used = rows.filter(
      (row) => (isWhole ? row.key === key : row.key.startsWith(key)) && row.points >= limit.points,
    );
    if (used.length === 0) return [];
    return [{ name, until: new Date(Math.max(...used.map(({ expire }) => expire))) }];
  });
}

/** Forgets every try that was counted against an account. */
export async function liftLocks(
  tx: Prisma.TransactionClient,
  subjects: AccountSubjects,
  { indexKeys }: { indexKeys: KeyRing },
): Promise<void> {
  const places = placesOf(subjects, indexKeys);
  await tx.$executeRaw`
    DELETE FROM rate_limits WHERE key = ANY (${wholeKeys(places)})
      OR (key LIKE '%:address and account:%' AND key LIKE ANY (${patterns(places)}))`;
}

/** The rows that count against an account, as lib/limits/spend.ts names them. */
function placesOf(subjects: AccountSubjects, { current }: KeyRing): LockPlace[] {
  return Object.entries(subjects).flatMap(([name, subject]) => {
    if (!isLimitName(name)) return [];
    const index = blindIndex(subject.trim().toLowerCase(), current, "limit");
    const blind = Buffer.from(index).toString("base64url");
    return limits[name].flatMap((limit: Limit): LockPlace[] => {
      const key = `${name}:${limit.by}:${blind}`;
      if (limit.by === "account") return [{ name, limit, key, isWhole: true }];
      const isShared = limit.by === "address and account";
      return isShared ? [{ name, limit, key: `${key}:`, isWhole: false }] : [];
    });
  });
}

function wholeKeys(places: readonly LockPlace[]): string[] {
  return places.flatMap(({ key, isWhole }) => (isWhole ? [key] : []));
}

/** In LIKE an underscore stands for any letter; base64url has some. */
function patterns(places: readonly LockPlace[]): string[] {
  return places.flatMap(({ key, isWhole }) => (isWhole ? [] : [`${key.replaceAll("_", "\\_")}%`]));
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limits, name);
}

const lockRows = z.array(
  z.object({ key: z.string(), points: z.number(), expire: z.coerce.number() }),
);
type LockRow = z.infer<typeof lockRows>[number];

/** `isWhole`: the key itself; otherwise what every key of this account begins with. */
type LockPlace = { name: LimitName; limit: Limit; key: string; isWhole: boolean };
export type AccountSubjects = Partial<Record<LimitName, string>>;
export type Lock = { name: LimitName; until: Date };

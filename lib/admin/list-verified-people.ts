import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { Prisma, type Account, type PrismaClient } from "@/lib/generated/prisma/client";
import { maskEmail, maskName, maskPhone } from "@/lib/identity/masking";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { log } from "@/lib/log";

/** Newest first, masked. Keyset paging, so that the last page is as fast as the first. */
export async function listVerifiedPeople(
  administratorId: string,
  { after, limit }: { after: string | undefined; limit: number },
  { db, sealKeys, now }: ListContext,
): Promise<PeopleListing> {
  const cursor = after === undefined ? null : readCursor(after);
  if (cursor === undefined) return { kind: "invalid_cursor" };
  const beyond =
    cursor === null
      ? Prisma.empty
      : Prisma.sql`WHERE (created_at, id) < (${cursor.createdAt}::timestamptz, ${cursor.id})`;
  const found = foundRows.parse(
    await db.$queryRaw`
      SELECT id, (extract(epoch FROM created_at) * 1000)::bigint AS at
      FROM accounts ${beyond} ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`,
  );
  const shown = found.slice(0, limit);
  const accounts = await db.account.findMany({
    where: { id: { in: shown.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const rows = accounts.map((account) => viewRow(account, sealKeys));
  const closed = rows.filter(({ maskedName }) => maskedName === null).length;
  if (closed > 0) log("error", "profile_does_not_open", { count: closed });
  await appendEvent(db, { kind: "people_listed", actor: administratorId, count: rows.length }, now);
  const last = shown.at(-1);
  return { kind: "page", rows, next: found.length > limit && last ? writeCursor(last) : null };
}

function viewRow(account: Account, sealKeys: KeyRing): VerifiedRow {
  const person = openProfile(account, sealKeys);
  return {
    id: account.id,
    maskedName: person === null ? null : maskName(person.name),
    maskedEmail: maskEmail(account.email),
    maskedPhone: person === null || person.phone === null ? null : maskPhone(person.phone),
    birthYear: account.birthYear,
    provider: account.provider,
    verifiedAt: account.verifiedAt,
    joinedAt: account.createdAt,
  };
}

function openProfile(account: Account, sealKeys: KeyRing): VerifiedPerson | null {
  try {
    const sealed = { sealed: account.profileSealed, keyId: account.profileSealedKeyId };
    return unsealProfile(sealed, account.id, sealKeys);
  } catch {
    return null;
  }
}

const foundRows = z.array(z.object({ id: z.string(), at: z.bigint() }));

/** End of the year 9999; PostgreSQL does not read JavaScript's ISO format for later dates. */
const latest = 253_402_300_799_999;
const cursorSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})_[A-Za-z0-9]{1,32}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at: Number(at), id };
  })
  .refine(({ at }) => at <= latest)
  .transform(({ at, id }) => ({ createdAt: new Date(at).toISOString(), id }));

function readCursor(text: string): { createdAt: string; id: string } | undefined {
  return cursorSchema.safeParse(text).data;
}

function writeCursor({ at, id }: { at: bigint; id: string }): string {
  return `${at}_${id}`;
}

export type VerifiedRow = {
  id: string;
  maskedName: string | null; // null if the profile cannot be unsealed
  maskedEmail: string;
  maskedPhone: string | null;
  birthYear: number;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
};
export type PeopleListing =
  { kind: "page"; rows: VerifiedRow[]; next: string | null } | { kind: "invalid_cursor" };
type ListContext = { db: PrismaClient; sealKeys: KeyRing; now: Date };

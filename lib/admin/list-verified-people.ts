import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { Prisma, type PrismaClient } from "@/lib/generated/prisma/client";
import { maskEmail, maskName, maskPhone } from "@/lib/identity/masking";

/**
 * One page of verified people, newest first, masked before it leaves the server. Keyset paging: a
 * row comparison on the index, as fast on the last page as on the first.
 */
export async function listVerifiedPeople(
  administratorId: string,
  { after, limit }: { after: string | undefined; limit: number },
  { db, sealKeys, now }: { db: PrismaClient; sealKeys: KeyRing; now: Date },
): Promise<PeoplePage> {
  const cursor = readCursor(after);
  const beyond =
    cursor === null
      ? Prisma.empty
      : Prisma.sql`WHERE (created_at, id) < (${cursor.createdAt}::timestamptz, ${cursor.id})`;
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM accounts ${beyond} ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`;
  const shown = ids.slice(0, limit).map(({ id }) => id);
  const accounts = await db.account.findMany({
    where: { id: { in: shown } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const rows = accounts.map((account): VerifiedRow => {
    const sealed = { sealed: account.profileSealed, keyId: account.profileSealedKeyId };
    const person = unsealProfile(sealed, account.id, sealKeys);
    return {
      id: account.id,
      maskedName: maskName(person.name),
      maskedEmail: maskEmail(account.email),
      maskedPhone: person.phone === null ? null : maskPhone(person.phone),
      birthYear: account.birthYear,
      provider: account.provider,
      verifiedAt: account.verifiedAt,
      joinedAt: account.createdAt,
    };
  });
  await appendEvent(db, { kind: "people_listed", actor: administratorId, count: rows.length }, now);
  const last = accounts.at(-1);
  return { rows, next: ids.length > limit && last ? writeCursor(last) : null };
}

const cursorSchema = z
  .string()
  .regex(/^\d{1,15}_[A-Za-z0-9]{1,32}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { createdAt: new Date(Number(at)).toISOString(), id };
  });

/** Null for none, or for one that we did not write. */
function readCursor(text: string | undefined): { createdAt: string; id: string } | null {
  return cursorSchema.safeParse(text).data ?? null;
}

function writeCursor({ createdAt, id }: { createdAt: Date; id: string }): string {
  return `${createdAt.getTime()}_${id}`;
}

export type VerifiedRow = {
  id: string;
  maskedName: string;
  maskedEmail: string;
  maskedPhone: string | null;
  birthYear: number;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
};
export type PeoplePage = { rows: VerifiedRow[]; next: string | null };

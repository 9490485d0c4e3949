import type { AttemptView } from "@/lib/verification/attempts";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { AccountHint } from "@/lib/verification/outcome";
import { confirmedPerson } from "@/lib/verification/sealed-person";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Account, PrismaClient } from "@/lib/generated/prisma/client";
import { maskBirthDate, maskEmail, maskName, maskPhone } from "@/lib/identity/masking";

/** The name of who was verified, for themselves; null unless the attempt is confirmed. */
export function readOwnName(attempt: AttemptView, keys: { sealKeys: KeyRing }): string | null {
  return confirmedPerson(attempt, keys)?.name.normalize("NFC") ?? null;
}

/** The account that was opened by this attempt, masked; null if there is none. */
export async function readOpenedHint(
  { id }: Pick<AttemptView, "id">,
  { db }: { db: PrismaClient },
): Promise<AccountHint | null> {
  return hintOf(await db.account.findUnique({ where: { attemptId: id } }));
}

/** A member's own account, masked on the server so that a leaked page shows little. */
export async function readOwnAccount(
  accountId: string,
  { db, sealKeys }: { db: PrismaClient; sealKeys: KeyRing },
): Promise<OwnAccount | null> {
  return view(await db.account.findUnique({ where: { id: accountId } }), sealKeys);
}

function view(row: Account | null, sealKeys: KeyRing): OwnAccount | null {
  if (row === null) return null;
  const sealed = { sealed: row.profileSealed, keyId: row.profileSealedKeyId };
  const person = unsealProfile(sealed, row.id, sealKeys);
  return {
    email: row.email,
    maskedName: maskName(person.name),
    maskedPhone: person.phone === null ? null : maskPhone(person.phone),
    maskedBirthDate: maskBirthDate(person.birthDate),
    provider: row.provider,
    verifiedAt: row.verifiedAt,
    joinedAt: row.createdAt,
  };
}

/** A hint at the existing account, for a person who has just been verified. */
export async function readAccountHint(
  accountId: string,
  { db }: { db: PrismaClient },
): Promise<AccountHint | null> {
  return hintOf(await db.account.findUnique({ where: { id: accountId } }));
}

function hintOf(row: Account | null): AccountHint | null {
  return row === null ? null : { maskedEmail: maskEmail(row.email), joinedAt: row.createdAt };
}

export type OwnAccount = {
  email: string;
  maskedName: string;
  maskedPhone: string | null;
  maskedBirthDate: string;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
};

import { openProfile } from "@/lib/admin/people-rows";
import { appendEvent, type Reason } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { formatPhone } from "@/lib/identity/phone";
import { actAs, type Operator } from "@/lib/logins/admission";

export const revealable = ["name", "phone", "birthDate", "email"] as const;

/** So long it is shown. */
export const revealedSeconds = 60;

export function isRevealable(text: unknown): text is Revealable {
  return revealable.some((field) => field === text);
}

/**
 * One field in full (안전성 확보조치 기준 §12①: showing is output). Who asked, which field and why is
 * committed before the value leaves, and the member sees it in their own data.
 * @returns null where there is no such account, or no such value.
 */
export async function reveal(
  by: Operator,
  { id, field, reason, note }: Asked,
  { db, sealKeys, now }: { db: PrismaClient; sealKeys: KeyRing; now: Date },
): Promise<string | null> {
  return actAs(db, by, async (tx) => {
    const account = await tx.account.findUnique({
      where: { id },
      select: { email: true, profileSealed: true, profileSealedKeyId: true },
    });
    if (account === null) return null;
    const value = field === "email" ? account.email : valueIn(field, id, account, sealKeys);
    if (value === null) return null;
    const event = { kind: "person_revealed", actor: by.id, subject: id, field, reason } as const;
    await appendEvent(tx, event, now, { ...by.from, note });
    return value;
  });
}

function valueIn(
  field: Exclude<Revealable, "email">,
  id: string,
  { profileSealed: sealed, profileSealedKeyId: keyId }: Profile,
  sealKeys: KeyRing,
): string | null {
  const person = openProfile({ id, sealed, keyId }, sealKeys);
  if (person === null) return null;
  const value = person[field] ?? null;
  return field === "phone" && value !== null ? formatPhone(value) : value;
}

type Profile = { profileSealed: Uint8Array<ArrayBuffer>; profileSealedKeyId: string };
export type Revealable = (typeof revealable)[number];
type Asked = { id: string; field: Revealable; reason: Reason; note: string };

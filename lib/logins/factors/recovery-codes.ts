import { randomInt } from "node:crypto";
import { appendEvent } from "@/lib/audit/events";
import { hashToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeCount = 10;

/** Ten codes of 80 random bits, without letters that are mistaken for others. */
export function inventRecoveryCodes(): string[] {
  const letter = () => letters[randomInt(letters.length)] ?? "";
  const group = () => Array.from({ length: 4 }, letter).join("");
  return Array.from({ length: codeCount }, () => [group(), group(), group(), group()].join("-"));
}

/** However it was typed; null for what is none. */
function readRecoveryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "");
  return code.length === 16 && [...code].every((letter) => letters.includes(letter)) ? code : null;
}

/** In the place of all that there were. The database keeps their hashes. */
export async function replaceRecoveryCodes(
  tx: Prisma.TransactionClient,
  administratorId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { administratorId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({
      administratorId,
      codeHash: hashToken(readRecoveryCode(code) ?? ""),
    })),
  });
}

/** New ones where they asked for them. */
export async function renewRecoveryCodes(
  tx: Prisma.TransactionClient,
  administratorId: string,
  now: Date,
): Promise<string[]> {
  const codes = inventRecoveryCodes();
  await replaceRecoveryCodes(tx, administratorId, codes);
  const event = { kind: "recovery_codes_set", actor: administratorId } as const;
  await appendEvent(tx, { ...event, subject: administratorId }, now);
  return codes;
}

/** Ten, where they have none that is left: with their first second factor. Null where they have. */
export async function giveRecoveryCodes(
  tx: Prisma.TransactionClient,
  administratorId: string,
  now: Date,
): Promise<string[] | null> {
  const left = await tx.recoveryCode.count({ where: { administratorId, usedAt: null } });
  return left > 0 ? null : renewRecoveryCodes(tx, administratorId, now);
}

/** Each once; of two that send one code at once, one gets in. */
export async function useRecoveryCode(
  administratorId: string,
  typed: string,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (code === null) return false;
  return db.$transaction(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { administratorId, codeHash: hashToken(code), usedAt: null },
      data: { usedAt: now },
    });
    if (count === 0) return false;
    const event = { kind: "recovery_code_used", actor: administratorId } as const;
    await appendEvent(tx, { ...event, subject: administratorId }, now);
    return true;
  });
}

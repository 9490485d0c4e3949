import { appendEvent } from "@/lib/audit/events";
import { verifyPassword } from "@/lib/crypto/password";
import type { Sealed } from "@/lib/crypto/seal";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import {
  keepOnlyThis,
  renewAdministratorLogin,
  type AdministratorLogin,
  type RenewedLogin,
} from "@/lib/logins/administrators";
import { replaceRecoveryCodes, useRecoveryCode } from "@/lib/logins/factors/recovery-codes";
import { sealTotpSecret, stepOfCode, unsealTotpSecret } from "@/lib/logins/factors/totp";

/**
 * The second factor of a login: a code of the authenticator app, each once, or a recovery code. Where
 * they have none, which is among stand-ins only, the password. From then on the login is proved, under a
 * new token.
 * @returns null where it was wrong.
 */
export async function proveSecondFactor(
  login: AdministratorLogin,
  typed: string,
  context: FactorContext,
): Promise<RenewedLogin | null> {
  const isRight = login.hasSecondFactor
    ? (await useTotpCode(login.id, typed, context)) ||
      (await useRecoveryCode(login.id, typed, context))
    : await isPasswordOf(login.id, typed, context);
  if (isRight) return renewAdministratorLogin(context.db, login, context.now);
  await noteRefusedFactor(login, context);
  return null;
}

/** On record, and in the log: somebody who knows the password has not got the rest. */
export async function noteRefusedFactor(
  { id }: AdministratorLogin,
  { db, now }: Pick<FactorContext, "db" | "now">,
): Promise<void> {
  log("warn", "second_factor_refused", { code: "wrong_code" });
  await appendEvent(db, { kind: "second_factor_refused", actor: id, subject: id }, now);
}

/** Compare and set: of two that send one code at once, one gets in. */
async function useTotpCode(
  id: string,
  typed: string,
  { db, sealKeys, now }: FactorContext,
): Promise<boolean> {
  const row = await db.administrator.findUnique({
    where: { id },
    select: { totpSealed: true, totpSealedKeyId: true, totpLastStep: true },
  });
  if (row === null || row.totpSealed === null || row.totpSealedKeyId === null) return false;
  const sealed = { sealed: row.totpSealed, keyId: row.totpSealedKeyId };
  const secret = openSecret(sealed, id, sealKeys);
  if (secret === null) return false;
  const lastStep = row.totpLastStep;
  const step = stepOfCode(typed, { secret, lastStep, now });
  if (step === null) return false;
  const { count } = await db.administrator.updateMany({
    where: { id, totpLastStep: lastStep },
    data: { totpLastStep: step },
  });
  return count === 1;
}

/** Null where it does not open: a recovery code still does. */
function openSecret(sealed: Sealed, id: string, sealKeys: KeyRing): string | null {
  try {
    return unsealTotpSecret(sealed, id, sealKeys);
  } catch {
    log("error", "second_factor_does_not_open");
    return null;
  }
}

async function isPasswordOf(id: string, typed: string, { db }: FactorContext): Promise<boolean> {
  if (typed === "" || typed.length > 1024) return false;
  const row = await db.administrator.findUnique({ where: { id }, select: { passwordHash: true } });
  return row !== null && verifyPassword(row.passwordHash, typed);
}

/**
 * Sets or replaces the authenticator app and the recovery codes, once a code of the new app was right.
 * Every other login of this administrator ends, and this one goes on under a new token.
 */
export async function setSecondFactor(
  login: AdministratorLogin,
  { secret, codes, typed }: NewFactor,
  { db, sealKeys, now }: FactorContext,
): Promise<RenewedLogin | null> {
  const { id } = login;
  const step = stepOfCode(typed, { secret, lastStep: null, now });
  if (step === null) return null;
  const { sealed, keyId } = sealTotpSecret(secret, id, sealKeys);
  return db.$transaction(async (tx) => {
    await tx.administrator.update({
      where: { id },
      data: { totpSealed: sealed, totpSealedKeyId: keyId, totpLastStep: step },
    });
    await replaceRecoveryCodes(tx, id, codes);
    await appendEvent(tx, { kind: "second_factor_set", actor: id, subject: id }, now);
    return keepOnlyThis(tx, { ...login, hasTotp: true, hasSecondFactor: true }, now);
  });
}

export type NewFactor = { secret: string; codes: readonly string[]; typed: string };
export type FactorContext = { db: PrismaClient; sealKeys: KeyRing; now: Date };

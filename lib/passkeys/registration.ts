import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { appendEvent } from "@/lib/audit/events";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { isUniqueViolation } from "@/lib/db";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import type { RegistrationAnswer } from "@/lib/passkeys/answers";
import {
  holderColumn,
  holdHolder,
  readHolder,
  tellOfPasskey,
  userHandleOf,
  type ActingHolder,
  type PasskeyHolder,
} from "@/lib/passkeys/holders";
import { readPasskeyName } from "@/lib/passkeys/passkeys";
import { challengeLifetime, rpIdOf } from "@/lib/passkeys/site";
import type { MailContext } from "@/lib/mail/outbox";

/** More than anybody has devices; each is one more way in. */
export const maximumPasskeys = 10;

/** What the browser needs to make a passkey; the challenge in it is to be kept for `addPasskey`. */
export async function passkeyOptions(
  holder: PasskeyHolder,
  { db, mailing }: Pick<PasskeyContext, "db" | "mailing">,
) {
  const [{ email }, known] = await Promise.all([
    readHolder(db, holder),
    db.passkey.findMany({
      where: { ...holderColumn(holder), removedAt: null },
      select: { credentialId: true, transports: true },
    }),
  ]);
  return generateRegistrationOptions({
    rpName: mailing.brand.name,
    rpID: rpIdOf(mailing.appUrl),
    userName: email,
    userDisplayName: email,
    userID: new Uint8Array(Buffer.from(userHandleOf(holder), "base64url")),
    timeout: challengeLifetime,
    // Which make of authenticator it is does not matter, and is nobody's business.
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: Buffer.from(credentialId).toString("base64url"),
      transports,
    })),
  });
}

/**
 * Keeps a new passkey, records it and tells its holder, or declines an answer that is not to this
 * challenge, of this site, or of a person who was verified by the authenticator.
 * @param also what else is part of it, in the same transaction.
 * @throws LoginEnded
 */
export async function addPasskey(
  holder: ActingHolder,
  {
    answer,
    challenge,
    name,
  }: { answer: RegistrationAnswer; challenge: string; name: string | null },
  context: PasskeyContext,
  also: (tx: Prisma.TransactionClient) => Promise<void> = () => Promise.resolve(),
): Promise<AddOutcome> {
  const { db, now } = context;
  const made = await verify(answer, challenge, context);
  if (made === null) return { kind: "declined", code: "passkey_not_added" };
  const id = randomAlphanumeric(24);
  const shown = readPasskeyName(name);
  try {
    return await db.$transaction(async (tx): Promise<AddOutcome> => {
      await holdHolder(tx, holder, now);
      const mine = { ...holderColumn(holder), removedAt: null };
      if ((await tx.passkey.count({ where: mine })) >= maximumPasskeys) {
        return { kind: "declined", code: "passkey_limit" };
      }
      await tx.passkey.create({
        data: { id, ...holderColumn(holder), ...made, name: shown, createdAt: now },
      });
      const event = { kind: "passkey_added", actor: holder.id, subject: holder.id } as const;
      await appendEvent(tx, { ...event, passkey: id }, now);
      await tellOfPasskey(tx, holder, { change: "added", name: shown }, context);
      await also(tx);
      return { kind: "added", id };
    });
  } catch (error) {
    // Somebody else's, or one that was removed: it never counts again.
    if (isUniqueViolation(error)) return { kind: "declined", code: "passkey_not_added" };
    throw error;
  }
}

async function verify(answer: RegistrationAnswer, challenge: string, { mailing }: PasskeyContext) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: mailing.appUrl,
      expectedRPID: rpIdOf(mailing.appUrl),
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: new Uint8Array(Buffer.from(credential.id, "base64url")),
      publicKey: credential.publicKey,
      counter: BigInt(credential.counter),
      transports: answer.response.transports,
      isBackedUp: credentialBackedUp,
    };
  } catch {
    // The library throws at whatever does not fit, and quotes it.
    log("warn", "passkey_refused", { code: "passkey_not_added" });
    return null;
  }
}

export type PasskeyContext = MailContext & { db: PrismaClient };
export type AddOutcome =
  { kind: "added"; id: string } | { kind: "declined"; code: "passkey_not_added" | "passkey_limit" };

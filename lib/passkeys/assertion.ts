import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { appendEvent } from "@/lib/audit/events";
import type { Passkey, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import type { AssertionAnswer } from "@/lib/passkeys/answers";
import { holderColumn, userHandleOf, type PasskeyHolder } from "@/lib/passkeys/holders";
import { challengeLifetime, rpIdOf } from "@/lib/passkeys/site";

/**
 * What the browser needs to ask for a passkey; the challenge in it is to be kept for `checkPasskey`.
 * @param holder whose passkey; null while nobody knows who it is.
 */
export async function assertionOptions(
  holder: PasskeyHolder | null,
  { db, appUrl }: { db: PrismaClient; appUrl: string },
) {
  const known =
    holder === null
      ? []
      : await db.passkey.findMany({
          where: { ...holderColumn(holder), removedAt: null },
          select: { credentialId: true, transports: true },
        });
  return generateAuthenticationOptions({
    rpID: rpIdOf(appUrl),
    timeout: challengeLifetime,
    userVerification: "required",
    allowCredentials: known.map(({ credentialId, transports }) => ({
      id: Buffer.from(credentialId).toString("base64url"),
      transports,
    })),
  });
}

/**
 * Whose passkey answered the challenge: of this site, not removed, the person verified by the
 * authenticator, its counter higher than before. Anything else is one refusal; `isUnknown` where the
 * browser may forget the passkey.
 */
export async function checkPasskey(
  kind: PasskeyHolder["kind"],
  { answer, challenge }: { answer: AssertionAnswer; challenge: string },
  { db, appUrl, now }: { db: PrismaClient; appUrl: string; now: Date },
): Promise<PasskeyCheck> {
  const credentialId = new Uint8Array(Buffer.from(answer.id, "base64url"));
  const passkey = await db.passkey.findUnique({ where: { credentialId } });
  const holder = passkey === null ? null : holderOf(passkey);
  if (passkey === null || passkey.removedAt !== null || holder?.kind !== kind) {
    log("warn", "passkey_refused", { code: "passkey_refused", reason: "unknown" });
    return { kind: "refused", isUnknown: true };
  }
  const { userHandle } = answer.response;
  const isNamed = userHandle === undefined || userHandle === userHandleOf(holder);
  const used = isNamed ? await verify(passkey, answer, challenge, appUrl) : null;
  if (used === null) {
    log("warn", "passkey_refused", { code: "passkey_refused", reason: "not_verified" });
    return { kind: "refused", isUnknown: false };
  }
  if (!(await countUse(db, passkey, used, now))) {
    log("warn", "passkey_refused", { code: "passkey_refused", reason: "counter" });
    const event = { kind: "passkey_cloned", subject: holder.id, passkey: passkey.id } as const;
    await appendEvent(db, event, now);
    return { kind: "refused", isUnknown: false };
  }
  return { kind: "right", id: holder.id, passkeyId: passkey.id };
}

function holderOf({ accountId, administratorId }: Passkey): PasskeyHolder | null {
  if (accountId !== null) return { kind: "member", id: accountId };
  return administratorId === null ? null : { kind: "administrator", id: administratorId };
}

async function verify(
  { publicKey }: Passkey,
  answer: AssertionAnswer,
  challenge: string,
  appUrl: string,
): Promise<Used | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: appUrl,
      expectedRPID: rpIdOf(appUrl),
      requireUserVerification: true,
      // We compare the counters ourselves, along with writing them.
      credential: { id: answer.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return verified ? { counter: BigInt(newCounter), isBackedUp: credentialBackedUp } : null;
  } catch {
    // The library throws at whatever does not fit, and quotes it.
    return null;
  }
}

/**
 * Writes the use. A counter that does not rise tells of a copy; authenticators that synchronise keep it
 * at 0. Of two at once with one counter, one gets through.
 */
async function countUse(
  db: PrismaClient,
  { id, counter }: Passkey,
  used: Used,
  now: Date,
): Promise<boolean> {
  const counts = counter > 0n || used.counter > 0n;
  if (counts && used.counter <= counter) return false;
  const { count } = await db.passkey.updateMany({
    where: { id, removedAt: null, counter },
    data: { ...used, lastUsedAt: now },
  });
  return count === 1;
}

type Used = { counter: bigint; isBackedUp: boolean };
export type PasskeyCheck =
  /** `id`: the holder's. */
  { kind: "right"; id: string; passkeyId: string } | { kind: "refused"; isUnknown: boolean };

import { appendEvent } from "@/lib/audit/events";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import {
  doesWithoutPasskey,
  holderColumn,
  holdHolder,
  tellOfPasskey,
  userHandleOf,
  type ActingHolder,
  type PasskeyHolder,
} from "@/lib/passkeys/holders";
import { rpIdOf } from "@/lib/passkeys/site";
import type { MailContext } from "@/lib/mail/outbox";

/** The passkeys that count, the newest first. */
export async function listPasskeys(
  holder: PasskeyHolder,
  { db }: { db: PrismaClient },
): Promise<PasskeyView[]> {
  return db.passkey.findMany({
    where: { ...holderColumn(holder), removedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, isBackedUp: true },
  });
}

/**
 * Whether the name was changed: not for one that was removed or is somebody else's.
 * @throws LoginEnded
 */
export async function renamePasskey(
  holder: ActingHolder,
  { id, name }: { id: string; name: string },
  { db, now }: { db: PrismaClient; now: Date },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await holdHolder(tx, holder, now);
    const { count } = await tx.passkey.updateMany({
      where: { id, ...holderColumn(holder), removedAt: null },
      data: { name: readPasskeyName(name) },
    });
    return count === 1;
  });
}

/**
 * Removes a passkey for good; its row stays, so that it never counts again. The last one of a member goes
 * only with the password, a way in that is known to work; of an administrator, only where they have another
 * second factor. Removed before, it is removed.
 * @param password as typed, null if it was not.
 * @param first what else has to hold, in the same transaction.
 * @throws LoginEnded
 */
export async function removePasskey(
  holder: ActingHolder,
  { id, password }: { id: string; password: string | null },
  context: MailContext & { db: PrismaClient },
  first: (tx: Prisma.TransactionClient) => Promise<void> = () => Promise.resolve(),
): Promise<RemoveOutcome> {
  const { db, now } = context;
  return db.$transaction(async (tx): Promise<RemoveOutcome> => {
    const held = await holdHolder(tx, holder, now);
    await first(tx);
    const mine = { ...holderColumn(holder), removedAt: null };
    const passkey = await tx.passkey.findUnique({ where: { id, ...mine } });
    if (passkey === null) return { kind: "removed" };
    const others = await tx.passkey.count({ where: { ...mine, id: { not: id } } });
    if (others === 0 && !(await doesWithoutPasskey(held, password))) return { kind: "last_way_in" };
    await tx.passkey.update({ where: { id }, data: { removedAt: now } });
    const event = { kind: "passkey_removed", actor: holder.id, subject: holder.id } as const;
    await appendEvent(tx, { ...event, passkey: id }, now);
    await tellOfPasskey(tx, holder, { change: "removed", name: passkey.name }, context);
    return { kind: "removed" };
  });
}

/** What the holder's authenticators are told, so that they offer what counts (WebAuthn 3, Signal API). */
export async function passkeySignals(
  holder: PasskeyHolder,
  { db, appUrl }: { db: PrismaClient; appUrl: string },
): Promise<PasskeySignals | null> {
  const where = { id: holder.id };
  const select = { email: true } as const;
  const [found, passkeys] = await Promise.all([
    holder.kind === "member"
      ? db.account.findUnique({ where, select })
      : db.administrator.findUnique({ where, select }),
    db.passkey.findMany({ where: { ...holderColumn(holder), removedAt: null } }),
  ]);
  if (found === null) return null;
  return {
    rpId: rpIdOf(appUrl),
    userId: userHandleOf(holder),
    name: found.email,
    credentialIds: passkeys.map((each) => Buffer.from(each.credentialId).toString("base64url")),
  };
}

/** One line of at most sixty letters; what a person gives is theirs. */
export function readPasskeyName(typed: string | null): string {
  const line = (typed ?? "")
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return Array.from(line).slice(0, 60).join("") || "Passkey";
}

export type PasskeyView = {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** It is on more than one device. */
  isBackedUp: boolean;
};
export type RemoveOutcome = { kind: "removed" } | { kind: "last_way_in" };
export type PasskeySignals = {
  rpId: string;
  userId: string;
  name: string;
  credentialIds: string[];
};

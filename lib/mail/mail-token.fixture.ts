import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { unsealMail } from "./outbox";
import type { NoticeKind } from "./notices";

/** The token of the link in an account's latest mail of this kind. */
export async function tokenIn(
  db: PrismaClient,
  accountId: string,
  kind: NoticeKind,
  sealKeys: KeyRing,
): Promise<string> {
  const [mail] = await db.mail.findMany({
    where: { accountId, kind },
    orderBy: { createdAt: "desc" },
    take: 1,
  });
  if (mail?.sealed == null || mail.sealedKeyId === null) throw new Error(`No mail of ${kind}`);
  const { text } = unsealMail({ sealed: mail.sealed, keyId: mail.sealedKeyId }, mail.id, sealKeys);
  const [, token] = /[?&]token=([\w-]+)/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link in the mail of ${kind}`);
  return token;
}

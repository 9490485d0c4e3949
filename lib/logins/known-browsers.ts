import { allIndexes, currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { LoginOrigin } from "@/lib/logins/login";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

const day = 24 * 3_600_000;
/** A browser that has not been used for so long is forgotten. */
export const browserLifetime = 365 * day;

/**
 * Notes that a member has logged in in this browser. Where they never had before, and had in another,
 * every address of theirs is told, with a link that ends what they did not begin. The first one that is
 * noted is no news: the account is new, or older than this record.
 * @param browser the random id in the browser's cookie; kept as a keyed digest only.
 */
export async function noteBrowser(
  accountId: string,
  { browser, origin }: { browser: string; origin: LoginOrigin },
  { db, indexKeys, ...context }: NoteContext,
): Promise<void> {
  const { now } = context;
  const { index: browserIndex } = currentIndex(browser, indexKeys, "browser");
  // Under the current key, else under one before it, which then counts no more.
  for (const { index } of allIndexes(browser, indexKeys, "browser")) {
    const where = { accountId, browserIndex: index };
    const data = { browserIndex, lastSeenAt: now };
    if ((await db.knownBrowser.updateMany({ where, data })).count > 0) return;
  }
  await db.$transaction(async (tx) => {
    // Logins of one account are noted one after another: of two, each in a new browser, one is first.
    await tx.$queryRaw`SELECT FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
    const others = await tx.knownBrowser.count({ where: { accountId } });
    const data = [{ accountId, browserIndex, firstSeenAt: now, lastSeenAt: now }];
    const noted = await tx.knownBrowser.createMany({ data, skipDuplicates: true });
    if (noted.count === 0 || others === 0) return;
    const token = await issueLink(tx, { purpose: "not_me", accountId }, now);
    await notifyAccount(tx, accountId, { kind: "new_device", ...origin, token }, context);
  });
}

/** Deletes browsers that have not been used for a year. Returns how many. */
export async function forgetBrowsers(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const lastSeenAt = { lte: new Date(now.getTime() - browserLifetime) };
  return (await db.knownBrowser.deleteMany({ where: { lastSeenAt } })).count;
}

type NoteContext = MailContext & { db: PrismaClient; indexKeys: KeyRing };

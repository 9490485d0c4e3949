import type { Prisma } from "@/lib/generated/prisma/client";

const day = 24 * 3_600_000;
/** Milliseconds that the text stays after the end: given-up mails are looked into. */
export const textLifetime = { sent: day, given_up: 7 * day } as const;
/** Of what is known of a mail after its end. */
export const rowLifetime = 30 * day;

/**
 * What was sent loses its text after a day, what was given up after a week; rows go after 30 days.
 * Returns how many texts and rows went.
 */
export async function forgetMails(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const before = (age: number) => ({ lte: new Date(now.getTime() - age) });
  let texts = 0;
  for (const state of ["sent", "given_up"] as const) {
    const emptied = await db.mail.updateMany({
      where: { state, endedAt: before(textLifetime[state]), sealedKeyId: { not: null } },
      data: { sealed: null, sealedKeyId: null },
    });
    texts += emptied.count;
  }
  const { count } = await db.mail.deleteMany({ where: { endedAt: before(rowLifetime) } });
  return texts + count;
}

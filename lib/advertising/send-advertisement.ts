import { paletteOf } from "@/lib/brand/palette";
import { mayAdvertise } from "@/lib/advertising/may-advertise";
import { unsubscribeToken } from "@/lib/advertising/unsubscribe";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { htmlOf } from "@/lib/mail/mail-html";
import type { Mailing } from "@/lib/mail/outbox";
import { defaultColour } from "@/lib/mail/render-notice";
import type { Deliver, Delivery } from "@/lib/mail/transport";

/**
 * Sends one member one advertisement by mail, if they may be sent one at this moment. It has what the law
 * asks of it (정보통신망법 §50④, 시행령 별표 6): "(광고)" first, whose it is and where they are reached, and
 * how to be rid of it, in Korean and English, without a login.
 */
export async function sendAdvertisement(
  accountId: string,
  { subject, paragraphs }: Advertisement,
  context: AdvertiseContext,
): Promise<Delivery | { kind: "not_allowed" }> {
  const { db, sealKeys, mailing, sender, deliver } = context;
  const account = await db.account.findUnique({ where: { id: accountId } });
  if (account === null || !(await mayAdvertise(accountId, "email", context))) {
    return { kind: "not_allowed" };
  }
  const token = new URLSearchParams({ token: unsubscribeToken(accountId, "email", sealKeys) });
  const page = `${mailing.appUrl}/link/unsubscribe?${token.toString()}`;
  const words = {
    subject: `(광고) [${mailing.brand.name}] ${subject}`,
    body: paragraphs,
    button: { label: "수신거부 · Unsubscribe", url: page },
    after: [],
    address:
      "이 주소로도 로그인 없이 그만 받을 수 있어요. This address stops it too, without a login.",
    reason: [sender.name, sender.address, sender.email, sender.phone].filter(Boolean).join(" · "),
  };
  const look = {
    ...{ language: "ko" as const, brand: mailing.brand.name, appUrl: mailing.appUrl },
    palette: paletteOf(mailing.brand.colour ?? defaultColour),
  };
  const { button, reason, body } = words;
  return deliver(randomAlphanumeric(32), {
    to: account.email,
    subject: words.subject,
    text: `${[...body, `${button.label}:\n${button.url}`, `-- \n${reason}`].join("\n\n")}\n`,
    html: htmlOf(words, look),
    unsubscribe: `${mailing.appUrl}/link/unsubscribe/one-click?${token.toString()}`,
  });
}

export type Advertisement = { subject: string; paragraphs: readonly string[] };
/** `sender`: whose advertisement it is, and where they are reached. */
type AdvertiseContext = {
  db: PrismaClient;
  sealKeys: KeyRing;
  mailing: Mailing;
  sender: { name: string; address: string | null; email: string | null; phone: string | null };
  deliver: Deliver;
  now: Date;
};

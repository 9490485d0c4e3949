import { locales } from "@/lib/i18n/locales";
import { prepareLink } from "@/lib/mail/links";
import { dailyMailId, prepareMail, type MailContext } from "@/lib/mail/outbox";
import type { KeyRing } from "@/lib/crypto/key-ring";

/**
 * What is sent to an address with which somebody joins, for both cases, so that both take as long: to
 * whoever it is, is it yours; or, once a day and in their language, to who has confirmed it. Only the
 * statement that opens the account knows which.
 */
export function joiningMails(
  { to, locale }: { to: string; locale: string },
  context: MailContext & { indexKeys: KeyRing },
): JoiningMails {
  const { token, tokenHash, expiresAt } = prepareLink("confirm_email", context.now);
  const confirm = prepareMail({ to, locale }, { kind: "confirm_email", token }, context);
  const kind = "address_used_by_another";
  const id = dailyMailId(kind, to, context);
  const told = locales.map((language) => ({
    ...prepareMail({ to, locale: language }, { kind }, context, id),
    locale: language,
  }));
  const mails = [{ ...confirm, locale: null }, ...told];
  return { link: { tokenHash, expiresAt }, mails };
}

/** `locale`: of the owner that a mail is for; null where nobody has confirmed the address. */
export type JoiningMails = {
  link: { tokenHash: Uint8Array; expiresAt: Date };
  mails: {
    locale: string | null;
    id: string;
    kind: string;
    sealed: Uint8Array;
    keyId: string;
  }[];
};

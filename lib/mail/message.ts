import { z } from "zod";
import { oneLine } from "@/lib/mail/one-line";
import type { MailContent } from "@/lib/mail/outbox";

/**
 * What is handed to the mail server; null where `to` is not one plain address. Names and addresses go in
 * as such, never as header text, so that none of them can add a recipient or a header. A mail that is
 * sent again has the same Message-ID.
 */
export function messageOf(
  id: string,
  { to, subject, text, html, unsubscribe }: MailContent,
  from: MailSender,
) {
  if (!address.safeParse(to).success) return null;
  return {
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`,
    from: { name: headerText(from.name), address: from.address },
    to: { name: "", address: to },
    // Told to the server apart from the headers: one sender, one recipient.
    envelope: { from: from.address, to: [to] },
    subject: headerText(subject),
    text,
    html,
    // RFC 3834: no holiday answers.
    headers: {
      "Auto-Submitted": "auto-generated",
      // RFC 8058: a button of the mail program's own.
      ...(unsubscribe !== undefined && {
        "List-Unsubscribe": `<${unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One line, in which nothing reads as an encoded word (RFC 2047) that hides another line. */
function headerText(text: string): string {
  return oneLine(text).replace(/=\?/g, "= ?");
}

const address = z.email();

/** `address`: MAIL_FROM. */
export type MailSender = { name: string; address: string };

import { config } from "@/lib/config";
import { db } from "@/lib/db";
import { waker } from "@/lib/jobs/waker";
import { faultFields, log } from "@/lib/log";
import { sendMails, type SendContext } from "@/lib/mail/send-mails";
import { smtpDelivery, type Deliver } from "@/lib/mail/transport";

/** Of this process, since a page and the start are built apart. */
const kept: typeof globalThis & { deliverMail?: Deliver; wakeMail?: () => void } = globalThis;

/** What sending needs: the queue, and the mail server that SMTP_URL names. */
export function sending(): Omit<SendContext, "clock"> {
  const { smtpUrl, mailFrom, brand, sealKeys } = config();
  kept.deliverMail ??= smtpDelivery(smtpUrl, { name: brand.name, address: mailFrom });
  return { statements: db().$statements, sealKeys, deliver: kept.deliverMail };
}

/** A mail was queued: it is sent soon, without anybody waiting for it. */
export function wakeMail(): void {
  kept.wakeMail ??= waker(
    () => sendMails({ ...sending(), clock: () => new Date() }),
    (error) => log("error", "job_failed", { ...faultFields(error), reason: "send_mails" }),
  );
  kept.wakeMail();
}

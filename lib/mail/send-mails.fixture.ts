import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import { sendMails } from "@/lib/mail/send-mails";
import { smtpDelivery } from "@/lib/mail/transport";

/** A server of its own that sends until it is ended, for a test that kills it. */
const [, , databaseUrl = "", smtpUrl = "", keys = ""] = process.argv;
const db = openDatabase(databaseUrl);
const deliver = smtpDelivery(smtpUrl, { name: "Example", address: "no-reply@example.com" });
const context = { statements: db.$statements, sealKeys: parseKeyRing(keys), deliver };
for (;;) {
  await sendMails({ ...context, clock: () => new Date() });
  await new Promise((resolve) => setTimeout(resolve, 20));
}

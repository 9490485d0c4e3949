import { createTransport } from "nodemailer";
import { z } from "zod";
import { messageOf, type MailSender } from "@/lib/mail/message";
import type { MailContent } from "@/lib/mail/outbox";

/** Milliseconds until a try counts as failed; the lease of a row lasts longer. */
export const longestTry = 60_000;
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Sends over SMTP, a connection for each mail, so that none is closed under another. A password travels
 * over TLS only, unless the address says otherwise (?requireTLS=false).
 */
export function smtpDelivery(smtpUrl: string, from: MailSender): Deliver {
  const { username, hostname } = new URL(smtpUrl);
  const requireTLS = username !== "" && !/^(localhost|127\.|\[::1\])/.test(hostname);
  // What the address sets wins over these.
  const transport = createTransport({ url: smtpUrl, requireTLS, ...timeouts });
  return async (id, content) => {
    const message = messageOf(id, content, from);
    if (message === null) return { kind: "refused", fault: "bad_address" };
    try {
      await transport.sendMail({ ...message, signal: AbortSignal.timeout(longestTry) });
      return { kind: "sent" };
    } catch (error) {
      return deliveryOf(error);
    }
  };
}

/**
 * A mail is refused for good only where the server said so of this recipient or text: one that does not
 * know us, or our password, may be mended.
 */
export function deliveryOf(error: unknown): Delivery {
  const { responseCode: status = 0, command = "", code = "" } = smtpError.catch({}).parse(error);
  const isOfThisMail = command === "RCPT TO" || command === "DATA";
  if (isOfThisMail && status >= 500) return { kind: "refused", fault: `refused_${status}` };
  if (code === "EENVELOPE" && command === "API") return { kind: "refused", fault: "bad_address" };
  if (isOfThisMail && status >= 400) {
    return { kind: "failed", fault: `deferred_${status}`, isServerDown: false };
  }
  const fault = status >= 400 ? `server_${status}` : (faults[code] ?? "unknown");
  return { kind: "failed", fault, isServerDown: true };
}

const smtpError = z.object({
  responseCode: z.number().optional(),
  command: z.string().optional(),
  code: z.string().optional(),
});

/** Words of our own for the library's. */
const faults: Readonly<Record<string, string>> = {
  ECONNECTION: "no_connection",
  ESOCKET: "no_connection",
  EDNS: "no_such_server",
  ETIMEDOUT: "timeout",
  EABORT: "timeout",
  ETLS: "no_tls",
  EAUTH: "login_refused",
  ENOAUTH: "login_refused",
  EPROTOCOL: "no_smtp",
};

export type Deliver = (id: string, content: MailContent) => Promise<Delivery>;
/** `fault`: a word of ours. */
export type Delivery =
  | { kind: "sent" }
  /** For good. */
  | { kind: "refused"; fault: string }
  /** Another try may succeed. `isServerDown`: that of another mail would fail too. */
  | { kind: "failed"; fault: string; isServerDown: boolean };

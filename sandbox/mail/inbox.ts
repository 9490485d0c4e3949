import type { ParsedMail } from "mailparser";

const maximum = 1_000;

/** The mails that were caught, in memory. */
export class Inbox {
  /** Where to send to, once it listens. */
  smtpUrl: string | null = null;
  private mails: CaughtMail[] = [];

  add(mail: CaughtMail): void {
    this.mails.push(mail);
    if (this.mails.length > maximum) this.mails.shift();
  }

  newestFirst(): CaughtMail[] {
    return this.mails.toReversed();
  }

  clear(): void {
    this.mails = [];
  }
}

/** `to`: whom the server was told to bring it to, whatever its headers say. */
export function caughtMail(parsed: ParsedMail, to: readonly string[], at: Date): CaughtMail {
  const text = parsed.text ?? "";
  const html = typeof parsed.html === "string" ? parsed.html : "";
  return {
    to: to.join(", "),
    subject: parsed.subject ?? "",
    text,
    html,
    links: linksOf(html, text),
    at: at.toISOString(),
    messageId: parsed.messageId ?? "",
  };
}

/** Every http address in it, once, in the order of the HTML and then of the text. */
function linksOf(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']*)["']/gi)].map(([, link = ""]) =>
    decoded(link),
  );
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"']+/gi)].map(([link]) => link);
  return [...new Set([...inHtml, ...inText])];
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

export type CaughtMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  /** By the sandbox's clock, ISO 8601. */
  at: string;
  messageId: string;
};

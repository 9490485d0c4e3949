import type { NoticeKind } from "@/lib/mail/notices";

/**
 * The words of every mail in one language. `{brand}` stands for the company's name, `{name}`, `{device}`,
 * `{network}` and `{when}` for what the notice tells.
 */
export type MailTexts = {
  notices: Record<NoticeKind, NoticeTexts>;
  /** Beside the address of the button, which is shown too. */
  address: string;
  /** Why this mail came. */
  reason: string;
  unknown: string;
};
export type NoticeTexts = {
  subject: string;
  /** Paragraphs above the button. */
  body: readonly string[];
  button?: string;
  /** Paragraphs below it. */
  after?: readonly string[];
};
/** Everything that is said, in one language, nothing escaped yet. */
export type MailWords = {
  subject: string;
  body: readonly string[];
  button: { label: string; url: string } | null;
  after: readonly string[];
  address: string;
  reason: string;
};

import type { AdvertisingState, AdvertisingSubject } from "@/lib/generated/prisma/client";
import type { NoticeKind } from "@/lib/mail/notices";

/**
 * The words of every mail in one language. `{brand}` stands for the company's name, `{name}`, `{device}`,
 * `{network}`, `{when}` and `{given}`, `{refused}`, `{withdrawn}`, `{items}` and
 * what else a breach asks for, for what the notice tells. A paragraph of
 * which nothing is left is not said.
 */
export type MailTexts = {
  notices: Record<NoticeKind, NoticeTexts>;
  /** Beside the address of the button, which is shown too. */
  address: string;
  /** Why this mail came. */
  reason: string;
  unknown: string;
  /** What a decision is about. */
  advertising: Record<AdvertisingSubject, string>;
  /** `{what}`: one or more of these. */
  decided: Record<AdvertisingState, string>;
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

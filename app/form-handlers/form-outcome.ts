import type { Code } from "@/lib/codes";

export type Refusal = {
  code: Code;
  /** By field: a code, or a sentence if a code is not precise enough. */
  fields?: Readonly<Record<string, Code | { text: string }>>;
  /** Values to show again; never a password. */
  values?: Readonly<Record<string, string>>;
  /** Seconds. */
  retryAfter?: number;
  /** Above everything, whatever shows the problems of this form otherwise; also where its page leads on. */
  shownBy?: "page";
  /** For the log only. */
  trouble?: { fault: string; reason?: string };
};
/** `response`: for what is neither a page to go on to nor a refusal, e.g. a file. */
export type FormOutcome = { next: string } | { response: Response } | Refusal;

import { Notice } from "@/app/components/notice";
import type { PasskeyAnswer } from "./ask-authenticator";

/** How asking for a passkey ended, where it did not end well. */
export function PasskeyNotice({ answer, text }: PasskeyNoticeProps) {
  switch (answer?.kind) {
    case "refused":
      return (
        <Notice tone="bad" title={answer.title}>
          {answer.message}
        </Notice>
      );
    case "cancelled":
      return <Notice tone="plain">{text.cancelled}</Notice>;
    case "known":
      return <Notice tone="plain">{text.known}</Notice>;
    case "unanswered":
      return <Notice tone="warn">{text.unanswered}</Notice>;
    case "done":
    case undefined:
      return null;
  }
}

type PasskeyNoticeProps = { answer: PasskeyAnswer | null; text: PasskeyText };
export type PasskeyText = Record<"working" | "cancelled" | "known" | "unanswered", string>;

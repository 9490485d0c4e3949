import type { useTranslations } from "next-intl";
import type { Code } from "@/lib/codes";

export function codeMessage(t: CodeTranslator, code: Code): CodeMessage {
  const [title, body, next] = [t(`${code}.title`), t(`${code}.body`), t(`${code}.next`)];
  return {
    tone: code === "verification_cancelled" ? "warn" : "bad",
    title,
    // A body is for the field as well; above it, the title has said it.
    body: body === `${title}.` ? next : `${body} ${next}`,
  };
}

type CodeTranslator = ReturnType<typeof useTranslations<"codes">>;
export type CodeMessage = { tone: "warn" | "bad"; title: string; body: string };

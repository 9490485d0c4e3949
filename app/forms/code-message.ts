import type { useTranslations } from "next-intl";
import type { Code } from "@/lib/codes";

export function codeMessage(t: CodeTranslator, code: Code): CodeMessage {
  return {
    tone: code === "verification_cancelled" ? "warn" : "bad",
    title: t(`${code}.title`),
    body: `${t(`${code}.body`)} ${t(`${code}.next`)}`,
  };
}

/** A body stands alone beside its field; under a title that is its first sentence, that sentence is left out. */
export function bodyUnder(title: string, body: string): string {
  return body.startsWith(`${title}. `) ? body.slice(title.length + 2) : body;
}

type CodeTranslator = ReturnType<typeof useTranslations<"codes">>;
export type CodeMessage = { tone: "warn" | "bad"; title: string; body: string };

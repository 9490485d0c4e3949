import type { useTranslations } from "next-intl";
import type { Code } from "@/lib/codes";

export function codeMessage(t: CodeTranslator, code: Code): CodeMessage {
  return {
    tone: code === "verification_cancelled" ? "warn" : "bad",
    title: t(`${code}.title`),
    body: `${t(`${code}.body`)} ${t(`${code}.next`)}`,
  };
}

type CodeTranslator = ReturnType<typeof useTranslations<"codes">>;
export type CodeMessage = { tone: "warn" | "bad"; title: string; body: string };

import { useTranslations } from "next-intl";
import { codeMessage } from "@/app/forms/code-message";
import type { Code } from "@/lib/codes";
import { Notice } from "../components/notice";

export function CodeNotice({ code }: { code: Code }) {
  const { tone, title, body } = codeMessage(useTranslations("codes"), code);
  return (
    <Notice tone={tone} title={title}>
      {body}
    </Notice>
  );
}

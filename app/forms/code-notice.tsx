import { useTranslations } from "next-intl";
import type { Code } from "@/lib/codes";
import { Notice } from "../components/notice";

/** What happened, why, and what to do now. */
export function CodeNotice({ code }: { code: Code }) {
  const t = useTranslations("codes");
  return (
    <Notice tone={code === "verification_cancelled" ? "warn" : "bad"} title={t(`${code}.title`)}>
      {t(`${code}.body`)} {t(`${code}.next`)}
    </Notice>
  );
}

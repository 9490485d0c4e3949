import { getTranslations } from "next-intl/server";
import type { FormSentences } from "./form-words";

export async function formSentences(): Promise<FormSentences> {
  const t = await getTranslations("forms");
  const common = await getTranslations("common");
  const codes = await getTranslations("codes");
  return {
    slow: t("slow"),
    offline: t("offline"),
    unsent: t("unsent"),
    unknown: t("unknown"),
    emptyEmail: codes("email_missing.body"),
    emptyPassword: codes("password_missing.body"),
    reference: common("reference"),
  };
}

import { getTranslations } from "next-intl/server";
import type { PasswordFieldText } from "./password-field";

export async function passwordFieldText(): Promise<PasswordFieldText> {
  const t = await getTranslations("details");
  return { show: t("show"), hide: t("hide"), capsLock: t("capsLock") };
}

import { getTranslations } from "next-intl/server";
import type { PasswordFieldText } from "./password-field";

/** The words of a password field, in the language of the request. */
export async function passwordFieldText(): Promise<PasswordFieldText> {
  const t = await getTranslations("details");
  return { show: t("show"), hide: t("hide"), capsLock: t("capsLock") };
}

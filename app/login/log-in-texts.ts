import { getTranslations } from "next-intl/server";
import { passwordFieldText } from "../forms/password-field-text";

export async function logInTexts() {
  const t = await getTranslations();
  return {
    email: t("details.email"),
    didYouMean: t("details.didYouMean"),
    password: t("details.password"),
    ...(await passwordFieldText()),
    submit: t("login.submit"),
    wait: t("common.wait"),
  };
}

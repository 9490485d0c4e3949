import { getTranslations } from "next-intl/server";
import { passwordFieldText } from "./password-field-text";

/** The sentences of a login form, in the language of the request. */
export async function logInTexts() {
  const t = await getTranslations();
  const told = (code: "invalid_credentials" | "rate_limited" | "database_unavailable") =>
    `${t(`codes.${code}.body`)} ${t(`codes.${code}.next`)}`;
  return {
    codes: {
      invalid_credentials: told("invalid_credentials"),
      rate_limited: told("rate_limited"),
      database_unavailable: told("database_unavailable"),
    },
    text: {
      email: t("details.email"),
      didYouMean: t("details.didYouMean"),
      password: t("details.password"),
      ...(await passwordFieldText()),
      submit: t("login.submit"),
      wait: t("common.wait"),
    },
  };
}

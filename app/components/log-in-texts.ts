import { getTranslations } from "next-intl/server";

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
      password: t("details.password"),
      show: t("details.show"),
      hide: t("details.hide"),
      submit: t("login.submit"),
      wait: t("common.wait"),
    },
  };
}

import { getTranslations } from "next-intl/server";
import type { PasswordProblem } from "@/lib/passwords/password-problem";
import { codeMessage } from "../code-message";
import { passwordFieldText } from "../password-field-text";
import type { NewPasswordText } from "./new-password-field";

export async function newPasswordText(): Promise<NewPasswordText> {
  const t = await getTranslations("password");
  const codes = await getTranslations("codes");
  const details = await getTranslations("details");
  const weak = (problem: Exclude<PasswordProblem, "too_short" | "too_long">) => ({
    word: t("weak"),
    sentence: codeMessage(codes, `password_${problem}`).body,
  });
  return {
    ...(await passwordFieldText()),
    passwordHint: details("passwordHint"),
    verdicts: {
      too_short: { word: t("short"), sentence: codes("password_too_short.next") },
      too_long: { word: t("weak"), sentence: codes("password_too_long.body") },
      too_common: weak("too_common"),
      contains_email: weak("contains_email"),
      personal: weak("personal"),
      date: weak("date"),
      digits: weak("digits"),
      pattern: weak("pattern"),
      guessable: weak("guessable"),
      fine: { word: t("fine"), sentence: t("fineHint") },
      strong: { word: t("strong"), sentence: t("strongHint") },
    },
  };
}

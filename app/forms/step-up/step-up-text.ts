import { getTranslations } from "next-intl/server";
import { passwordFieldText } from "../password-field-text";
import type { StepUpText } from "./step-up-field";

export async function stepUpText(): Promise<StepUpText> {
  const t = await getTranslations("stepUp");
  return { lead: t("lead"), password: t("password"), ...(await passwordFieldText()) };
}

import { getTranslations } from "next-intl/server";
import { passkeyText } from "@/app/passkeys/passkey-text";
import type { ConfirmFormText } from "./confirm-form";
import { stepUpText } from "./step-up-text";

/** @param lead what is said instead of the usual. */
export async function confirmFormText({
  submit,
  lead,
}: {
  submit: string;
  lead?: string;
}): Promise<ConfirmFormText> {
  const t = await getTranslations();
  return {
    ...(await stepUpText()),
    ...(lead === undefined ? {} : { lead }),
    submit,
    wait: t("common.wait"),
    passkey: t("passkeys.confirm"),
    passkeys: await passkeyText(),
  };
}

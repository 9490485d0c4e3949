import { getTranslations } from "next-intl/server";
import type { PasskeyText } from "./passkey-notice";

export async function passkeyText(): Promise<PasskeyText> {
  const t = await getTranslations("passkeys");
  return {
    working: t("working"),
    cancelled: t("cancelled"),
    known: t("known"),
    unanswered: t("unanswered"),
  };
}

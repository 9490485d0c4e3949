import { getTranslations } from "next-intl/server";

/** Names the character that makes an e-mail invalid, since it is easily overlooked. */
export async function explainCharacter(
  letter: string | undefined,
): Promise<{ email?: { text: string } }> {
  if (letter === undefined) return {};
  const t = await getTranslations("details");
  return { email: { text: t("emailLetter", { letter }) } };
}

import { getTranslations } from "next-intl/server";

/** Which letter makes an e-mail address none, beside its field: often one that nobody notices. */
export async function tellLetter(
  letter: string | undefined,
): Promise<{ email?: { text: string } }> {
  if (letter === undefined) return {};
  const t = await getTranslations("details");
  return { email: { text: t("emailLetter", { letter }) } };
}

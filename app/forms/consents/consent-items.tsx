import { getLocale, getTranslations } from "next-intl/server";
import { DocumentText } from "@/app/components/documents/document-text";
import { advertisingField } from "@/lib/consents/advertising";
import { shownMark, type DocumentId, type DocumentVersion } from "@/lib/consents/documents";
import type { ConsentItem, ConsentListText } from "./consent-list";

/** What a form of consents shows of these documents, in the reader's language. */
export async function consentItems(
  shown: readonly (DocumentVersion & { readonly id: DocumentId })[],
): Promise<ConsentItem[]> {
  const locale = await getLocale();
  const common = await getTranslations("common");
  const ways = await getTranslations("advertising.ways");
  return shown.map((document) => {
    const { id, version, required, texts } = document;
    return {
      ...{ id, isRequired: required, title: texts[locale].title },
      text: <DocumentText text={texts[locale]} />,
      version: common("version", { version }),
      mark: shownMark(document, locale),
      ways:
        id !== "advertising-receive"
          ? []
          : (["email", "sms", "messenger", "sms_night", "messenger_night"] as const).map(
              (subject) => ({ name: advertisingField(subject), label: ways(subject) }),
            ),
    };
  });
}

export async function consentListText(): Promise<ConsentListText> {
  const t = await getTranslations("consent");
  return {
    required: t("required"),
    optional: t("optional"),
    read: t("read"),
    missing: t("missing"),
  };
}

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { documents, type DocumentId } from "@/lib/consents/documents";
import { Heading } from "./heading";
import { Shell } from "./shell";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";

export function DocumentPage({ id }: { id: DocumentId }) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const format = useFormatter();
  const { title, paragraphs, version } = documents[id];
  const date = format.dateTime(startOfSeoulDay(version), { dateStyle: "long" });
  return (
    <Shell>
      <article>
        <Heading lead={t("effective", { date })}>{title[locale]}</Heading>
        {paragraphs[locale].map((paragraph) => (
          <p key={paragraph} className="mb-4">
            {paragraph}
          </p>
        ))}
      </article>
    </Shell>
  );
}

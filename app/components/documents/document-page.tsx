import "@/app/fonts/every-letter";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { documents, type DocumentId, type DocumentVersion } from "@/lib/consents/documents";
import { seoulDate, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { DocumentText } from "./document-text";
import { Heading } from "../heading";
import { Shell } from "../shell";

/** One version of a document, and the way to the others. `children`: where its text is not all there is. */
export function DocumentPage({ id, version, now, children }: DocumentPageProps) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const format = useFormatter();
  const current = documents.current(id, now).version;
  const dated = (each: DocumentVersion) =>
    format.dateTime(startOfSeoulDay(each.effective), { dateStyle: "long" });
  const versions = documents.versionsOf(id);
  const isAhead = version.effective > seoulDate(now).toString();
  const says = version.version === current ? "effective" : isAhead ? "ahead" : "replaced";
  const text = version.texts[locale];
  return (
    <Shell>
      <article>
        <Heading lead={t(says, { date: dated(version) })}>{text.title}</Heading>
        {children ?? <DocumentText text={text} />}
      </article>
      {versions.length > 1 && (
        <nav className="mt-9" aria-labelledby="versions">
          <h2 id="versions" className="mb-1 font-bold">
            {t("versions")}
          </h2>
          <ul>
            {versions.map((each) => (
              <li key={each.version}>
                <Link
                  className="flex min-h-11 items-center underline-offset-4 hover:underline aria-[current]:font-bold"
                  aria-current={each.version === version.version ? "page" : undefined}
                  href={pathOf(each)}
                  prefetch={false}
                >
                  {dated(each)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Shell>
  );
}

/** Where a version is read: the terms, the policy, or one of the consents. */
export function pathOf({ id, version }: Pick<DocumentVersion, "id" | "version">): Route {
  if (id === "terms") return `/terms?version=${version}`;
  if (id === "policy") return `/privacy?version=${version}`;
  const which = id === "privacy" ? "" : `text=${id}&`;
  return `/privacy/consent?${which}version=${version}`;
}

type DocumentPageProps = {
  id: DocumentId;
  version: DocumentVersion;
  now: Date;
  children?: ReactNode;
};

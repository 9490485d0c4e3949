import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { askedVersion } from "@/app/components/documents/asked-document";
import { DocumentPage } from "@/app/components/documents/document-page";
import { DocumentText } from "@/app/components/documents/document-text";
import { Contact } from "@/app/components/footer/contact";
import type { PageSearch } from "@/app/forms/code-parameter";
import { inventoryOf } from "@/lib/compliance/inventory";
import type { KeptRow } from "@/lib/compliance/kept-record";
import { config } from "@/lib/config";
import { documents, type DocumentVersion } from "@/lib/consents/documents";
import { policyBlocks, type PolicySlot } from "@/lib/consents/policy";
import { keptRecord } from "@/lib/generated/kept-record";
import type { Locale } from "@/lib/i18n/locales";
import { KeptList } from "./kept-list";
import { keptWords } from "./kept-words";

type PolicyProps = { searchParams: PageSearch };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("policy");
  return { title: t("title") };
}

/**
 * The privacy policy (개인정보 보호법 §30①, 시행령 §31①): the company's text, and in it what the code keeps
 * and whom the settings name.
 */
export default async function PolicyPage({ searchParams }: PolicyProps) {
  const now = new Date();
  const locale = await getLocale();
  const t = await getTranslations("policy");
  const version = await askedVersion("policy", searchParams, now);
  const rows = rowsOf(version, locale, now);
  return (
    <DocumentPage id="policy" version={version} now={now}>
      <p className="mb-7">{t("lead", { company: config().company.name })}</p>
      <div className="grid gap-3 [&_h2]:mt-6 [&_h2]:text-lg">
        {policyBlocks(version.texts[locale].html).map((block, at) =>
          "html" in block ? (
            <DocumentText key={at} text={block} />
          ) : (
            <Slot key={at} slot={block.slot} rows={rows} />
          ),
        )}
      </div>
    </DocumentPage>
  );
}

/** Of the version in force by this server's settings, of others as it was when they were published. */
function rowsOf({ version }: DocumentVersion, locale: Locale, now: Date): KeptRow[] {
  if (version === documents.current("policy", now).version) {
    return keptWords(inventoryOf(config()), locale);
  }
  return keptRecord[version]?.[locale] ?? [];
}

function Slot({ slot, rows }: { slot: PolicySlot; rows: readonly KeptRow[] }) {
  switch (slot) {
    case "consented":
    case "optional":
    case "unconsented":
      return <KeptList rows={rows.filter(({ part }) => part === slot)} />;
    case "contact":
      return <Officer />;
    case "recipients":
    case "/recipients":
      return null;
  }
}

async function Officer() {
  const t = await getTranslations("policy");
  const { privacyOfficer } = config().company;
  return (
    <div>
      {privacyOfficer !== null && (
        <p>
          {t("officerName")}: {privacyOfficer}
        </p>
      )}
      <Contact />
    </div>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { config } from "@/lib/config";
import { Contact } from "./contact";

/**
 * Whose site it is, and where people turn to; by the settings, and silent on what they do not say.
 * In the layout, so that a page that fails has it too.
 */
export function Footer() {
  const t = useTranslations("footer");
  const { company, supportEmail, supportPhone } = config();
  const { representative, registrationNumber, privacyOfficer } = company;
  const facts = [
    company.name,
    representative !== null && t("representative", { name: representative }),
    registrationNumber !== null && t("registration", { number: registrationNumber }),
    company.address,
    privacyOfficer !== null && t("officer", { name: privacyOfficer }),
  ].filter((each): each is string => typeof each === "string");
  return (
    <footer className="mx-auto w-full max-w-lg px-5 pt-8 pb-6 text-sm text-muted group-has-data-wide/page:max-w-6xl sm:px-2 sm:pt-4 sm:group-has-data-wide/page:w-[calc(100%-2rem)]">
      <div className="flex flex-wrap gap-x-5">
        <Link prefetch={false} className="flex min-h-11 items-center hover:text-text" href="/terms">
          {t("terms")}
        </Link>
        <Link
          prefetch={false}
          className="flex min-h-11 items-center font-bold hover:text-text"
          href="/privacy"
        >
          {t("policy")}
        </Link>
      </div>
      <ul className="flex flex-wrap items-center gap-x-3 text-xs leading-6">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {(supportEmail !== null || supportPhone !== null) && (
          <li className="flex items-center gap-x-2">
            {t("support")} <Contact />
          </li>
        )}
      </ul>
    </footer>
  );
}

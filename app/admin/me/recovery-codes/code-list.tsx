import { getTranslations } from "next-intl/server";

/** Ten recovery codes, this once. */
export async function CodeList({ codes }: { codes: readonly string[] }) {
  const t = await getTranslations("ownAdmin");
  return (
    <>
      <p className="mt-1 mb-3 text-muted">{t("codesLead")}</p>
      <ul className="mb-6 grid gap-1 rounded-2xl bg-sunken p-5 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </>
  );
}

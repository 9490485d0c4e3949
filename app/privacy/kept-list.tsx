import { useTranslations } from "next-intl";
import type { KeptRow } from "@/lib/compliance/kept-record";

/** What is kept, why, how long and on which ground, one after another: a table has no room on a phone. */
export function KeptList({ rows }: { rows: readonly KeptRow[] }) {
  const t = useTranslations("policy");
  return (
    <ul className="my-2 grid gap-3">
      {rows.map(({ item, purpose, period, ground }) => (
        <li key={item} className="rounded-2xl bg-sunken px-5 py-4">
          <p className="mb-2 font-bold">{item}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-muted">{t("why")}</dt>
            <dd>{purpose}</dd>
            <dt className="text-muted">{t("period")}</dt>
            <dd className="font-bold">{period}</dd>
            <dt className="text-muted">{t("ground")}</dt>
            <dd>{ground}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

import { useTranslations } from "next-intl";
import type { Kept } from "@/lib/compliance/inventory";

/** What is kept, why, how long and on which ground, one after another: a table has no room on a phone. */
export function KeptList({ kept }: { kept: readonly Kept[] }) {
  const t = useTranslations("policy");
  const items = useTranslations("inventory.items");
  const purposes = useTranslations("inventory.purposes");
  const periods = useTranslations("inventory.periods");
  const grounds = useTranslations("inventory.grounds");
  return (
    <ul className="mb-4 grid gap-3">
      {kept.map(({ item, purpose, period, values, ground }) => (
        <li key={item} className="rounded-2xl bg-sunken px-5 py-4">
          <p className="mb-2 font-bold">{items(item)}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-muted">{t("why")}</dt>
            <dd>{purposes(purpose)}</dd>
            <dt className="text-muted">{t("period")}</dt>
            <dd className="font-bold">{periods(period, values)}</dd>
            <dt className="text-muted">{t("ground")}</dt>
            <dd>{grounds(ground)}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

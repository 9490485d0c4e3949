import { toTheSecond } from "@/app/admin/parts/moment";
import { getFormatter, getTranslations } from "next-intl/server";
import { writeHead, type ShownHead } from "@/lib/audit/segments";

/** The heads of the log, to be kept elsewhere. */
export async function Seals({ heads }: { heads: readonly ShownHead[] }) {
  const t = await getTranslations("auditLog");
  const names = await getTranslations("auditLog.chains");
  const format = await getFormatter();
  return (
    <section className="mt-12">
      <h2 className="text-xl font-bold">{t("headTitle")}</h2>
      <p className="mt-2 text-muted">{heads.length === 0 ? t("headNone") : t("headLead")}</p>
      {heads.map((segment) => (
        <div key={segment.chain} className="mt-4">
          <p className="text-sm">
            <b>{names(segment.chain)}</b>{" "}
            <span className="text-muted">
              {t("headAt", {
                at: toTheSecond(format, segment.sealedAt),
                count: Number(segment.total),
              })}
            </span>
          </p>
          <code className="mt-1 block rounded-xl bg-sunken p-3 text-sm break-all">
            {writeHead(segment)}
          </code>
        </div>
      ))}
      {heads.length > 0 && <p className="mt-3 text-sm text-muted">{t("verify")}</p>}
    </section>
  );
}

import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListedExport } from "@/lib/exports/list-exports";
import { seoulDayBefore } from "@/lib/identity/seoul-date";
import { isExportColumn } from "@/lib/i18n/record-kinds";

/** What was asked for, by whom, and what came of it. */
export async function ExportFacts({ item }: { item: ListedExport }) {
  const t = await getTranslations("exports");
  const columns = await getTranslations("exports.columns");
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const { state, rows, from, approver, fileDigest } = item;
  const last = item.until && new Date(seoulDayBefore(item.until).toString());
  return (
    <>
      {(state === "making" || state === "made") && (
        <p className="mb-2 text-sm">{t("rows", { count: rows })}</p>
      )}
      <dl className="text-sm">
        <Fact label={t("purpose")}>{item.purpose}</Fact>
        <Fact label={t("columnsTitle")}>
          {item.columns.map((name) => (isExportColumn(name) ? columns(name) : name)).join(", ")}
        </Fact>
        <Fact label={t("range")}>
          {from === null && last === null
            ? t("allTime")
            : `${from ? day(from) : "…"} – ${last ? day(last) : "…"}`}
        </Fact>
        <Fact label={t("ceiling")}>{format.number(item.ceiling)}</Fact>
        <Fact label={t("requester")}>
          <Address address={item.requester} />
        </Fact>
        {approver !== null && (
          <Fact label={t("approver")}>
            <Address address={approver} />
          </Fact>
        )}
        <Fact label={t("expires")}>
          {format.dateTime(item.expiresAt, {
            dateStyle: "medium",
            timeStyle: "short",
            hourCycle: "h23",
          })}
        </Fact>
        {fileDigest !== null && (
          <div className="py-0.5">
            <dt className="text-muted">SHA-256</dt>
            <dd className="wrap-anywhere">
              <code className="text-xs">{fileDigest}</code>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-0.5">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="text-right wrap-anywhere">{children}</dd>
    </div>
  );
}

/** Breaks before the @, if it has to. */
function Address({ address }: { address: string }) {
  const at = address.lastIndexOf("@");
  if (at === -1) return address;
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}

import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PostForm } from "@/app/forms/post-form";
import type { ListedExport } from "@/lib/exports/list-exports";
import { exportKinds } from "@/lib/exports/rows";
import { seoulDayBefore } from "@/lib/identity/seoul-date";
import { isExportColumn, isExportFault } from "@/lib/i18n/record-kinds";
import type { PostAddress } from "@/lib/requests/post-addresses";

/** One export: what was asked for, how far it is, and what may be done with it now. */
export async function ExportItem({ item, mine, problem }: ExportItemProps) {
  const t = await getTranslations("exports");
  const states = await getTranslations("exports.states");
  const kinds = await getTranslations("exports.kinds");
  const columns = await getTranslations("exports.columns");
  const faults = await getTranslations("exports.faults");
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const last = item.until && new Date(seoulDayBefore(item.until).toString());
  const kind = exportKinds.find((each) => each === item.kind);
  const facts: [string, ReactNode][] = [
    [t("purpose"), item.purpose],
    [
      t("columnsTitle"),
      item.columns.map((name) => (isExportColumn(name) ? columns(name) : name)).join(", "),
    ],
    [
      t("range"),
      item.from === null && last === null
        ? t("allTime")
        : `${item.from ? day(item.from) : "…"} – ${last ? day(last) : "…"}`,
    ],
    [t("ceiling"), format.number(item.ceiling)],
    [t("requester"), item.requester],
    ...(item.approver === null ? [] : [[t("approver"), item.approver] as [string, ReactNode]]),
    [
      t("expires"),
      format.dateTime(item.expiresAt, {
        dateStyle: "medium",
        timeStyle: "short",
        hourCycle: "h23",
      }),
    ],
    ...(item.fileDigest === null
      ? []
      : [
          [
            "SHA-256",
            <code key="file" className="text-xs">
              {item.fileDigest}
            </code>,
          ] as [string, ReactNode],
        ]),
  ];
  const isOpen = ["waiting", "ready", "making", "made"].includes(item.state);
  return (
    <li className="rounded-2xl bg-sunken p-5 text-[0.95rem]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-bold">
          {kind === undefined ? item.kind : kinds(kind)} ·{" "}
          {item.isMasked ? t("masked") : t("inFull")}
        </h3>
        <span className="text-sm text-muted">
          {states(item.state)}
          {item.fault !== null && isExportFault(item.fault) && `: ${faults(item.fault)}`}
        </span>
      </div>
      {(item.state === "making" || item.state === "made") && (
        <p className="mt-2 text-sm">
          {t("rows", { count: item.rows })}
          {item.state === "making" && <progress className="ml-3 align-middle" />}
        </p>
      )}
      <dl className="mt-2 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-0.5">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="text-right break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {problem !== undefined && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {problem}
        </p>
      )}
      {isOpen && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {item.state === "waiting" && !mine && (
            <Act action="/admin/exports/approve" id={item.id} digest={item.digest} strong>
              {t("approve")}
            </Act>
          )}
          {item.state === "ready" && mine && (
            <Act action="/admin/exports/make" id={item.id} strong>
              {t("make")}
            </Act>
          )}
          {item.state === "made" && mine && (
            <a href={`/admin/exports/file?id=${item.id}`} download className={strongLook}>
              {t("download")}
            </a>
          )}
          {(mine || item.state === "waiting" || item.state === "ready") && (
            <Act action="/admin/exports/cancel" id={item.id}>
              {mine ? t("cancel") : t("turnDown")}
            </Act>
          )}
        </div>
      )}
    </li>
  );
}

const plainLook =
  "flex min-h-11 items-center rounded-xl border border-line bg-well px-4 hover:border-field";
const strongLook =
  "flex min-h-11 items-center rounded-xl bg-accent px-4 font-bold text-on-accent hover:bg-accent-strong";

function Act({ action, id, digest, strong = false, children }: ActProps) {
  return (
    <PostForm action={action}>
      <input type="hidden" name="id" value={id} />
      {digest !== undefined && <input type="hidden" name="digest" value={digest} />}
      <button type="submit" className={strong ? strongLook : plainLook}>
        {children}
      </button>
    </PostForm>
  );
}

type ActProps = {
  action: PostAddress;
  id: string;
  digest?: string;
  strong?: boolean;
  children: ReactNode;
};
/** `mine`: whoever looks asked for it. */
type ExportItemProps = { item: ListedExport; mine: boolean; problem: string | undefined };

import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import type { ListedExport } from "@/lib/exports/list-exports";
import { exportKinds } from "@/lib/exports/rows";
import { seoulDayBefore } from "@/lib/identity/seoul-date";
import { isExportColumn, isExportFault } from "@/lib/i18n/record-kinds";
import { mayActAs, type Operator } from "@/lib/logins/admission";
import type { AdministratorAddress } from "@/lib/requests/post-addresses";

/** One export: what was asked for, how far it is, and what may be done with it now. */
export async function ExportItem({ item, by, now, problem }: ExportItemProps) {
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
      {problem !== null && <ItemProblem id={item.id} problem={problem} />}
      {isOpen && <Acts item={item} by={by} now={now} problem={problem} />}
    </li>
  );
}

function ItemProblem({ id, problem }: { id: string; problem: FormProblem }) {
  const said = problem.fields[id];
  if (said === undefined) return <FormNotice problem={problem} />;
  return (
    <p role="alert" className="mt-2 text-sm text-bad">
      {said}
    </p>
  );
}

/** What whoever looks may do with it as it stands. */
async function Acts({ item, by, now, problem }: ExportItemProps) {
  const t = await getTranslations("exports");
  const { id, state, digest } = item;
  const mine = item.requesterId === by.id;
  const isOwner = mayActAs(by.role, "owner");
  const proof = <ProofField login={by.login} problem={problem} now={now} of={id} />;
  return (
    <div className="mt-3 flex flex-wrap items-end gap-2">
      {state === "waiting" && !mine && isOwner && (
        <Act by={by} action="/admin/exports/approve" id={id} digest={digest}>
          {proof}
          <Press strong>{t("approve")}</Press>
        </Act>
      )}
      {state === "ready" && mine && isOwner && (
        <Act by={by} action="/admin/exports/make" id={id}>
          {proof}
          <Press strong>{t("make")}</Press>
        </Act>
      )}
      {state === "made" && mine && (
        <a href={`/admin/exports/file?id=${id}`} download className={strongLook}>
          {t("download")}
        </a>
      )}
      {(mine || state === "waiting" || state === "ready") && (
        <Act by={by} action="/admin/exports/cancel" id={id}>
          <Press>{mine ? t("cancel") : t("turnDown")}</Press>
        </Act>
      )}
    </div>
  );
}

const plainLook =
  "flex min-h-11 items-center rounded-xl border border-line bg-well px-4 hover:border-field";
const strongLook =
  "flex min-h-11 items-center rounded-xl bg-accent px-4 font-bold text-on-accent hover:bg-accent-strong";

function Act({ by, action, id, digest, children }: ActProps) {
  return (
    <AdminForm by={by} action={action}>
      <input type="hidden" name="id" value={id} />
      {digest !== undefined && <input type="hidden" name="digest" value={digest} />}
      {children}
    </AdminForm>
  );
}

function Press({ strong = false, children }: { strong?: boolean; children: ReactNode }) {
  return (
    <button type="submit" className={strong ? strongLook : plainLook}>
      {children}
    </button>
  );
}

type ActProps = {
  by: Operator;
  action: AdministratorAddress;
  id: string;
  digest?: string;
  children: ReactNode;
};
/** `problem`: of a form of this very item. */
type ExportItemProps = {
  item: ListedExport;
  by: Operator;
  now: Date;
  problem: FormProblem | null;
};

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import type { ListedExport } from "@/lib/exports/list-exports";
import { mayActAs, type Operator } from "@/lib/logins/admission";
import type { AdministratorAddress } from "@/lib/requests/post-addresses";

/** What whoever looks may do with it as it stands. */
export async function ExportActs({ item, by, now, problem }: ExportActsProps) {
  const t = await getTranslations("exports");
  const { id, state, digest } = item;
  const mine = item.requesterId === by.id;
  const isOwner = mayActAs(by.role, "owner");
  const isBefore = state === "waiting" || state === "ready";
  const isGoing = isBefore || (mine && (state === "making" || state === "made"));
  if (!isGoing) return null;
  const proof = <ProofField login={by.login} problem={problem} now={now} of={id} />;
  return (
    <div className="mt-4 flex flex-wrap items-end gap-3">
      {state === "waiting" && item.mayApprove && isOwner && (
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
      {state === "made" && (
        <a href={`/admin/exports/file?id=${id}`} download className={strongLook}>
          {t("download")}
        </a>
      )}
      <Act by={by} action="/admin/exports/cancel" id={id}>
        <Press>{mine ? t("cancel") : t("turnDown")}</Press>
      </Act>
    </div>
  );
}

const plainLook =
  "flex min-h-11 items-center rounded-xl border border-line bg-well px-4 hover:border-field";
const strongLook =
  "flex min-h-11 items-center rounded-xl bg-accent px-4 font-bold text-on-accent hover:bg-accent-strong";

/** With a field for a proof it takes the whole row. */
function Act({ by, action, id, digest, children }: ActProps) {
  return (
    <AdminForm by={by} action={action} className="has-[fieldset]:w-full">
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
type ExportActsProps = {
  item: ListedExport;
  by: Operator;
  now: Date;
  problem: FormProblem | null;
};

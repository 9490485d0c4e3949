import { Chevron } from "@/app/components/chevron";
import { getFormatter, getTranslations } from "next-intl/server";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import type { ListedExport } from "@/lib/exports/list-exports";
import { exportKinds } from "@/lib/exports/rows";
import { isExportFault } from "@/lib/i18n/record-kinds";
import type { Operator } from "@/lib/logins/admission";
import { ExportActs } from "./export-acts";
import { ExportFacts } from "./export-facts";

/** One export: a card while something may be done with it or is said of it, one line once it is over. */
export async function ExportItem({ item, by, now, problem }: ExportItemProps) {
  const { what, state } = await wordsOf(item);
  if (isOver(item, by) && problem === null) {
    const format = await getFormatter();
    return (
      <li className="rounded-2xl bg-sunken text-sm">
        <details className="group">
          <summary className="relative min-h-11 list-none py-3 pr-11 pl-5 [&::-webkit-details-marker]:hidden">
            <span className="font-bold">{what}</span>
            <span className="text-muted">
              {" · "}
              <span className="inline-block max-w-48 truncate align-bottom">{item.purpose}</span>
              {` · ${state} · `}
              <time dateTime={item.createdAt.toISOString()} className="whitespace-nowrap">
                {format.dateTime(item.createdAt, { dateStyle: "medium" })}
              </time>
            </span>
            <Chevron className="absolute top-3 right-4" />
          </summary>
          <div className="px-5 pb-5">
            <ExportFacts item={item} />
          </div>
        </details>
      </li>
    );
  }
  return (
    <li className="rounded-2xl bg-sunken p-5 text-[0.95rem]">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-bold">{what}</h3>
        <span className="text-sm text-muted">{state}</span>
      </div>
      <ExportFacts item={item} />
      {problem !== null && <ItemProblem id={item.id} problem={problem} />}
      <ExportActs item={item} by={by} now={now} problem={problem} />
    </li>
  );
}

/** A file that is made is there for whoever asked for it alone. */
function isOver({ state, requesterId }: ListedExport, by: Operator): boolean {
  if (state === "made") return requesterId !== by.id;
  return state === "cancelled" || state === "failed" || state === "expired";
}

async function wordsOf({ kind, isMasked, state, fault }: ListedExport) {
  const t = await getTranslations("exports");
  const states = await getTranslations("exports.states");
  const kinds = await getTranslations("exports.kinds");
  const faults = await getTranslations("exports.faults");
  const known = exportKinds.find((each) => each === kind);
  const name = known === undefined ? kind : kinds(known);
  return {
    what: `${name} · ${isMasked ? t("masked") : t("inFull")}`,
    state:
      fault !== null && isExportFault(fault)
        ? t("failedBy", { state: states(state), fault: faults(fault) })
        : states(state),
  };
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

/** `problem`: of a form of this very item. */
type ExportItemProps = {
  item: ListedExport;
  by: Operator;
  now: Date;
  problem: FormProblem | null;
};

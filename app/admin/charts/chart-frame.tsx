import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

/** A chart with its title above and the same as a table below; where nothing was counted, neither. */
export async function ChartFrame({ title, unit, rows, total, children }: ChartFrameProps) {
  const t = await getTranslations("figures");
  const format = await getFormatter();
  const isNothing = rows.every(({ count }) => count === 0);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-bold">{title}</h2>
        {total !== undefined && !isNothing && (
          <span className="text-sm text-muted">
            {total === null ? t("few") : t("total", { count: total })}
          </span>
        )}
      </figcaption>
      {isNothing ? (
        <p className="rounded-2xl bg-sunken p-6 text-center text-muted">{t("nothing")}</p>
      ) : (
        <>
          {children}
          <details className="mt-2 text-sm">
            <summary className="flex min-h-11 w-fit cursor-pointer items-center text-muted underline-offset-4 hover:underline">
              {t("asTable")}
            </summary>
            <table className="w-full border-collapse">
              <thead className="sr-only">
                <tr>
                  <th scope="col">{title}</th>
                  <th scope="col">{unit}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, count, code }) => (
                  <tr key={code ?? label} className="border-b border-line">
                    <th scope="row" className="py-1 pr-4 text-left font-normal">
                      {label}
                      {code !== undefined && <Code code={code} />}
                    </th>
                    <td className="py-1 text-right tabular-nums">
                      {count === null ? t("few") : format.number(count)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  );
}

/** Below the name of what it stands for. */
export function Code({ code }: { code: string }) {
  return (
    <span className="block font-mono text-xs wrap-anywhere text-muted" translate="no">
      {code}
    </span>
  );
}

/** A null count is hidden. `code`: of a refusal or fault that `label` names. */
export type Row = { label: string; count: number | null; code?: string };
type ChartFrameProps = {
  title: string;
  unit: string;
  rows: readonly Row[];
  total?: number | null;
  children: ReactNode;
};

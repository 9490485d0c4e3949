import { scaleLinear } from "d3-scale";
import { getFormatter, getTranslations } from "next-intl/server";
import { ChartFrame, Code, type Row } from "./chart-frame";

/** A bar for each row, its name above it. */
export async function RowChart({ title, rows, total }: RowChartProps) {
  const t = await getTranslations("figures");
  const format = await getFormatter();
  const most = Math.max(...rows.map(({ count }) => count ?? 0), 1);
  const share = scaleLinear().domain([0, most]).range([0, 100]);
  return (
    <ChartFrame
      title={title}
      unit={t("times")}
      rows={rows}
      {...(total === undefined ? {} : { total })}
    >
      <div role="img" aria-label={title} className="grid gap-3 text-sm">
        {rows.map(({ label, count, code }) => (
          <div key={code ?? label}>
            <div className="flex justify-between gap-4">
              <span className="min-w-0 wrap-anywhere">
                {label}
                {code !== undefined && <Code code={code} />}
              </span>
              <span className="shrink-0 text-muted tabular-nums">
                {count === null ? t("few") : format.number(count)}
              </span>
            </div>
            {/* The policy of the pages allows no style on an element; the parts of a drawing have widths. */}
            <svg className="mt-1 block h-2 w-full">
              <rect width="100%" height="8" rx="4" className="fill-sunken" />
              {count !== null && count > 0 && (
                <rect
                  width={`${Math.max(share(count), 1.5)}%`}
                  height="8"
                  rx="4"
                  className="fill-accent forced-colors:fill-[CanvasText]"
                />
              )}
            </svg>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}

type RowChartProps = { title: string; rows: readonly Row[]; total?: number | null };

import { scaleBand, scaleLinear } from "d3-scale";
import { getFormatter, getTranslations } from "next-intl/server";
import { ChartFrame, type Row } from "./chart-frame";

const width = 360;
const rowHeight = 40;

/** A bar for each row, its name above it. */
export async function RowChart({ title, rows, total }: RowChartProps) {
  const t = await getTranslations("figures");
  const format = await getFormatter();
  const height = Math.max(rows.length, 1) * rowHeight;
  const y = scaleBand<number>()
    .domain(rows.map((_, at) => at))
    .range([0, height]);
  const most = Math.max(...rows.map(({ count }) => count ?? 0), 1);
  const x = scaleLinear().domain([0, most]).range([0, width]);
  return (
    <ChartFrame
      title={title}
      unit={t("times")}
      rows={rows}
      {...(total === undefined ? {} : { total })}
    >
      {rows.length === 0 ? (
        <p className="rounded-2xl bg-sunken p-6 text-center text-muted">{t("nothing")}</p>
      ) : (
        <svg viewBox={`0 0 ${width} ${height}`} className="w-full" role="img" aria-label={title}>
          {rows.map(({ label, count }, at) => {
            const top = y(at) ?? 0;
            return (
              <g key={label} transform={`translate(0 ${top})`} fontSize="12">
                <text y="14" fill="var(--text)">
                  {label}
                </text>
                <text x={width} y="14" textAnchor="end" fill="var(--muted)">
                  {count === null ? t("few") : format.number(count)}
                </text>
                <rect y="21" width={width} height="8" rx="4" fill="var(--sunken)" />
                {count !== null && count > 0 && (
                  <rect
                    y="21"
                    width={Math.max(x(count), 4)}
                    height="8"
                    rx="4"
                    fill="var(--accent)"
                  />
                )}
              </g>
            );
          })}
        </svg>
      )}
    </ChartFrame>
  );
}

type RowChartProps = { title: string; rows: readonly Row[]; total?: number | null };

import { scaleLinear, scalePoint } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { getFormatter, getTranslations } from "next-intl/server";
import { ChartFrame, type Row } from "./chart-frame";

const width = 360;
const height = 150;
const left = 34;
const bottom = 24;

/** A line over days or hours; it is broken where a number is hidden, and a ring stands there. */
export async function SeriesChart({ title, rows, total, ticks }: SeriesChartProps) {
  const t = await getTranslations("figures");
  const format = await getFormatter();
  const base = height - bottom;
  const x = scalePoint<number>()
    .domain(rows.map((_, at) => at))
    .range([left, width - 8]);
  const most = Math.max(...rows.map(({ count }) => count ?? 0), 5);
  const y = scaleLinear().domain([0, most]).nice(3).range([base, 8]);
  const points = rows.map(({ count }, at) => ({ at: x(at) ?? 0, count }));
  const isShown = ({ count }: (typeof points)[number]) => count !== null;
  const drawLine = line<(typeof points)[number]>()
    .defined(isShown)
    .x(({ at }) => at)
    .y(({ count }) => y(count ?? 0))
    .curve(curveMonotoneX);
  const drawArea = area<(typeof points)[number]>()
    .defined(isShown)
    .x(({ at }) => at)
    .y0(base)
    .y1(({ count }) => y(count ?? 0))
    .curve(curveMonotoneX);
  return (
    <ChartFrame title={title} unit={t("times")} rows={rows} total={total}>
      {/* No wider than its letters bear, which grow and shrink with it. */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="w-full max-w-sm"
        role="img"
        aria-label={title}
      >
        {y.ticks(3).map((tick) => (
          <g key={tick} fontSize="12" fill="var(--muted)">
            <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={left - 5} y={y(tick) + 4} textAnchor="end">
              {format.number(tick, { notation: "compact" })}
            </text>
          </g>
        ))}
        <path d={drawArea(points) ?? ""} fill="var(--accent)" opacity="0.14" />
        <path d={drawLine(points) ?? ""} fill="none" stroke="var(--accent)" strokeWidth="2" />
        {points.map(({ at, count }) =>
          count === null ? (
            <circle key={at} cx={at} cy={base} r="2.5" fill="var(--ground)" stroke="var(--muted)" />
          ) : null,
        )}
        {rows.map(({ label }, at) =>
          at % ticks === 0 ? (
            <text
              key={label}
              x={x(at)}
              y={height - 5}
              fontSize="12"
              textAnchor="middle"
              fill="var(--muted)"
            >
              {label}
            </text>
          ) : null,
        )}
      </svg>
    </ChartFrame>
  );
}

/** `ticks`: every how many is named below. */
type SeriesChartProps = {
  title: string;
  rows: readonly Row[];
  total: number | null;
  ticks: number;
};

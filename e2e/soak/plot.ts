import type { Step, Tally } from "./tally";

const width = 760;
const height = 220;
const [left, top, bottom] = [40, 30, 40];

/** Steps of each second as bars, what was broken as bands behind them. */
export function plotOf(tally: Tally): string {
  const seconds = Math.max(
    1,
    Math.ceil(Math.max(...tally.steps.map(({ ended }) => ended)) / 1_000),
  );
  const counts = Array.from({ length: seconds }, () => ({ done: 0, unknown: 0, error: 0 }));
  for (const step of tally.steps) countIn(counts, step);
  const most = Math.max(1, ...counts.map(({ done, unknown, error }) => done + unknown + error));
  const x = (at: number) => left + (at / seconds) * (width - left);
  const tall = (count: number) => (count / most) * (height - top - bottom);
  const bars = counts.flatMap((each, at) => {
    let base = height - bottom;
    return (["done", "unknown", "error"] as const).map((result) => {
      const size = tall(each[result]);
      base -= size;
      return size === 0 ? "" : box(result, [x(at), base, x(1) - x(0), size]);
    });
  });
  const bands = tally.outages.map(({ fault, began, ended }) => {
    const [from, to] = [x(began / 1_000), x((ended ?? began) / 1_000)];
    return box("outage", [from, top, Math.max(2, to - from), height - top - bottom], fault);
  });
  const marks = Array.from({ length: Math.floor(seconds / 30) + 1 }, (_, at) => {
    return `<text x="${x(at * 30).toFixed(1)}" y="${height - bottom + 16}">${at * 30} s</text>`;
  });
  const legend = ["done", "unknown", "error", "outage"].map((name, at) => {
    const place = left + at * 150;
    return `${box(name, [place, height - 14, 10, 10])}<text x="${place + 15}" y="${height - 5}">${words[name] ?? name}</text>`;
  });
  const title = `<title>Steps a second while parts fail</title><text class="title" x="0" y="14">Steps a second, at most ${most}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${style}${title}${[...bands, ...bars, ...marks, ...legend].join("")}</svg>\n`;
}

const words: Readonly<Record<string, string>> = {
  done: "came through",
  unknown: "outcome unknown",
  error: "error",
  outage: "something is broken",
};

function countIn(counts: { done: number; unknown: number; error: number }[], step: Step): void {
  const second = counts[Math.min(counts.length - 1, Math.floor(step.ended / 1_000))];
  if (second !== undefined) second[step.result] += 1;
}

function box(name: string, [x, y, wide, tall]: readonly number[], title = ""): string {
  const said = title === "" ? "/>" : `><title>${title}</title></rect>`;
  const [a, b, c, d] = [x, y, wide, tall].map((each = 0) => each.toFixed(1));
  return `<rect class="${name}" x="${a}" y="${b}" width="${c}" height="${d}"${said}`;
}

const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #3b3f46 } .title { font-weight: 600; font-size: 13px }
.done { fill: #2563eb } .unknown { fill: #e0a100 } .error { fill: #d23b3b } .outage { fill: #8b93a1; opacity: .3 }
@media (prefers-color-scheme: dark) { text { fill: #d6d9de } .done { fill: #6d9dff } }
</style>`;

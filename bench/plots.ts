import { writeFileSync } from "node:fs";
import { otherBuild } from "./contenders";
import type { ExchangeFigures, Figure } from "./parts/exchange";

/** Bars of the ratios, as docs/benchmarks-exchange.svg and docs/benchmarks-sign-up.svg. */
export function writePlots({ exchanges, signUps }: ExchangeFigures): void {
  writeFileSync(
    "docs/benchmarks-exchange.svg",
    plot(
      "Exchanges a second, as a share of bare node:http",
      groupsOf(exchanges, [
        [0, 16],
        [50, 16],
        [50, 128],
      ]),
    ),
  );
  writeFileSync(
    "docs/benchmarks-sign-up.svg",
    plot(
      "Accounts opened a second, as a share of a bare sign-up with the same argon2id",
      groupsOf(signUps, [[0, 16]]),
    ),
  );
}

function groupsOf(figures: readonly Figure[], settings: readonly (readonly [number, number])[]) {
  return settings.map(([latency, connections]) => ({
    title: `PortOne answers after ${latency} ms, ${connections} connections`,
    bars: figures.filter(
      (each) =>
        each.latency === latency &&
        each.connections === connections &&
        !each.name.startsWith(otherBuild),
    ),
  }));
}

function plot(title: string, groups: readonly Group[]): string {
  const widest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ ratio }) => ratio)));
  const lines: string[] = [];
  let y = 34;
  for (const group of groups) {
    lines.push(`<text class="group" x="${left}" y="${y}">${escaped(group.title)}</text>`);
    y += 10;
    for (const { name, ratio } of group.bars) {
      const width = Math.max(1, (ratio / widest) * (right - left));
      const middle = y + 12;
      lines.push(
        `<text text-anchor="end" x="${left - 8}" y="${middle}">${escaped(name)}</text>`,
        `<rect class="${name === "ours" ? "ours" : "peer"}" x="${left}" y="${y}" width="${width.toFixed(1)}" height="16" rx="3"/>`,
        `<text x="${(left + width + 6).toFixed(1)}" y="${middle}">${ratio.toFixed(2)}</text>`,
      );
      y += 22;
    }
    y += 22;
  }
  const size = `width="${right + 60}" height="${y}" viewBox="0 0 ${right + 60} ${y}"`;
  const label = `<title>${escaped(title)}</title><text class="title" x="0" y="14">${escaped(title)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}>${style}${label}${lines.join("")}</svg>\n`;
}

const [left, right] = [190, 640];
const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #3b3f46 }
.title { font-weight: 600; font-size: 13px } .group { fill: #6b7280 }
.ours { fill: #2563eb } .peer { fill: #b6bcc6 }
@media (prefers-color-scheme: dark) {
  text { fill: #d6d9de } .group { fill: #9aa1ab } .ours { fill: #6d9dff } .peer { fill: #555c66 }
}
</style>`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

type Group = { title: string; bars: readonly Figure[] };

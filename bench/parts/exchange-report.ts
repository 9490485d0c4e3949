import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { otherBuild } from "../contenders";
import type { ExchangeFigures, Figure } from "./exchange";

const page = "docs/benchmarks.md";
const [begin, end] = ["<!-- npm run bench: begin -->", "<!-- npm run bench: end -->"];

/** The figures as rows of bench/results.json, each named by what was measured. */
export function exchangeRows({ exchanges, signUps, memory, transactions }: ExchangeFigures) {
  const figures = [...named("exchange", exchanges), ...named("sign-up", signUps)];
  return [
    ...figures.map(({ what, rate, ratio, ...more }) => ({
      what,
      value: rate,
      unit: "calls/s",
      ratio,
      ...more,
    })),
    ...memory.flatMap(({ name, idleMb, loadedMb }) => [
      { what: `memory, ${name}, idle`, value: idleMb, unit: "MB", ratio: null },
      { what: `memory, ${name}, after the load`, value: loadedMb, unit: "MB", ratio: null },
    ]),
    ...transactions.map(({ name, transactions: value }) => ({
      what: `exchange, ${name}, transactions`,
      value,
      unit: "for each",
      ratio: null,
    })),
  ];
}

function named(work: string, figures: readonly Figure[]) {
  return figures.map(({ name, latency, connections, rate, ratio, p50, p99, cpuMs }) => ({
    what: `${work}, ${name}, PortOne ${latency} ms, ${connections} connections`,
    ...{ rate, ratio, p50, p99, cpuMs },
  }));
}

/** Writes the tables between the two marks of docs/benchmarks.md; another build of ours stays out of it. */
export async function writeExchangePage(figures: ExchangeFigures): Promise<void> {
  const text = readFileSync(page, "utf8");
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${page} lacks its marks`);
  const written = [
    before,
    begin,
    "\n\n",
    tablesOf(withoutOthers(figures)),
    "\n\n",
    end,
    after,
  ].join("");
  writeFileSync(page, await format(written, { parser: "markdown", printWidth: 110 }));
}

function withoutOthers({ exchanges, signUps, memory, transactions }: ExchangeFigures) {
  const isShown = ({ name }: { name: string }) => !name.startsWith(otherBuild);
  return {
    exchanges: exchanges.filter(isShown),
    signUps: signUps.filter(isShown),
    memory: memory.filter(isShown),
    transactions: transactions.filter(isShown),
  };
}

export function tablesOf({ exchanges, signUps, memory, transactions }: ExchangeFigures): string {
  const names = memory.map(({ name }) => name);
  const at = (figures: readonly Figure[], name: string, latency: number, connections: number) =>
    figures.find(
      (each) => each.name === name && each.latency === latency && each.connections === connections,
    );
  const ratios = table(
    ["ratio", "0 ms, 1", "0 ms, 16", "0 ms, 128", "50 ms, 1", "50 ms, 16", "50 ms, 128"],
    names.map((name) => [
      name,
      ...settings.map(([latency, connections]) =>
        shown(at(exchanges, name, latency, connections)?.ratio, 2),
      ),
    ]),
  );
  const sixteen = table(
    [
      "16 connections, PortOne 0 ms",
      "calls/s",
      "p50 ms",
      "p99 ms",
      "CPU ms",
      "MB idle",
      "MB after",
    ],
    names.map((name) => {
      const figure = at(exchanges, name, 0, 16);
      const { idleMb, loadedMb } = memory.find((each) => each.name === name) ?? {};
      return [
        name,
        ...[shown(figure?.rate, 0), shown(figure?.p50, 1), shown(figure?.p99, 1)],
        ...[shown(figure?.cpuMs, 2), shown(idleMb, 0), shown(loadedMb, 0)],
      ];
    }),
  );
  const opened = table(
    ["sign-up", "ratio, 1", "ratio, 16", "calls/s, 16", "p50 ms, 16", "CPU ms, 16"],
    names.map((name) => {
      const [one, many] = [at(signUps, name, 0, 1), at(signUps, name, 0, 16)];
      return [
        name,
        ...[shown(one?.ratio, 2), shown(many?.ratio, 2), shown(many?.rate, 0)],
        ...[shown(many?.p50, 0), shown(many?.cpuMs, 1)],
      ];
    }),
  );
  const counted = transactions.map(
    ({ name, transactions: count }) => `${name}: ${shown(count, 1)}`,
  );
  const sentence = `Transactions of the database for each exchange – ${counted.join("; ")}.`;
  return [ratios, sixteen, opened, sentence].join("\n\n");
}

const settings = [
  [0, 1],
  [0, 16],
  [0, 128],
  [50, 1],
  [50, 16],
  [50, 128],
] as const;

/** Without the rows of those who were not measured there. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const measured = rows.filter((cells) => cells[1] !== "");
  return [head, head.map(() => "---"), ...measured]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function shown(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? "" : value.toFixed(digits);
}

import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { canStartCluster } from "@/sandbox/database/cluster";
import { plotOf } from "./plot";
import { reportOf } from "./report";
import { rulesOf, soak } from "./soak";

const output = "e2e/.output";

/**
 * `npm run soak -- --minutes 10`, on the production build, two servers and a PostgreSQL of its own; `--record`
 * writes the report and the plot into docs. What held and what did not is counted in `e2e/.output/soak.json`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      record: { type: "boolean", default: false },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error("--minutes needs a number above 0");
  if (!canStartCluster) {
    console.log("NOT RUN: the soak needs PostgreSQL's programs in /usr/lib/postgresql.");
    return count({ passed: 0, failed: 0, skipped: 1 });
  }
  const report = await soak(minutes, (line) => console.log(line));
  const place = values.record ? "docs" : output;
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}/soak.svg`, plotOf(report.tally));
  writeFileSync(`${place}/soak.md`, reportOf(report));
  console.log(`\n${reportOf(report)}\nAlso in ${place}/soak.md, with soak.svg.`);
  const rules = rulesOf(report);
  const broken = rules.filter(({ holds }) => !holds);
  for (const { otherwise } of broken) console.error(otherwise);
  console.log(`${rules.length - broken.length} of ${rules.length} rules held.`);
  count({ passed: rules.length - broken.length, failed: broken.length, skipped: 0 });
  if (broken.length > 0) process.exitCode = 1;
}

function count(counted: { passed: number; failed: number; skipped: number }): void {
  mkdirSync(output, { recursive: true });
  writeFileSync(`${output}/soak.json`, JSON.stringify(counted));
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

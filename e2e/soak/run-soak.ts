import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { plotOf } from "./plot";
import { reportOf } from "./report";
import { complaintsOf, soak } from "./soak";

/**
 * `npm run soak -- --minutes 10`, on the production build, two servers and a PostgreSQL of its own; `--record`
 * writes the report and the plot into docs.
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
  const report = await soak(minutes, (line) => console.log(line));
  const place = values.record ? "docs" : "e2e/.output";
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}/soak.svg`, plotOf(report.tally));
  writeFileSync(`${place}/soak.md`, reportOf(report));
  console.log(`\n${reportOf(report)}\nAlso in ${place}/soak.md, with soak.svg.`);
  const complaints = complaintsOf(report);
  for (const line of complaints) console.error(line);
  if (complaints.length > 0) process.exitCode = 1;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

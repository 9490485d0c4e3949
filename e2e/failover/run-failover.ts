import { parseArgs } from "node:util";
import { mostRecovery } from "../soak/tally";
import { failOver, type FailoverReport } from "./failover";

/** `npm run failover -- --seconds 30`, on the production build, with PostgreSQL's programs of Debian. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "30" } } });
  const report = await failOver(Number(values.seconds), (line) => console.log(line));
  console.log(linesOf(report).join("\n"));
  const { tally, losses } = report;
  const [outage] = tally.outages;
  const took = outage === undefined ? 0 : tally.recoveryOf(outage);
  const holds =
    losses.accounts === 0 &&
    losses.twice === 0 &&
    losses.lockedOut === 0 &&
    tally.errorsOutside().length === 0 &&
    took <= mostRecovery;
  console.log(holds ? "Nobody lost, nobody twice." : "It does not hold.");
  if (!holds) process.exitCode = 1;
}

function linesOf({ tally, losses, readiness }: FailoverReport): string[] {
  const [outage] = tally.outages;
  const lasted = outage === undefined ? 0 : (outage.ended ?? 0) - outage.began;
  const after = outage === undefined ? 0 : tally.recoveryOf(outage);
  const since = (at: number) => `${((at - (outage?.began ?? 0)) / 1_000).toFixed(1)} s`;
  return [
    `${tally.count("done")} steps came through, ${tally.count("unknown")} of unknown outcome were repeated, ${tally.count("error")} errors, ${tally.errorsOutside().length} of them more than 5 s away from the failover`,
    `promoted ${Math.round(lasted)} ms after the kill; the last failure ${Math.round(after)} ms after that`,
    `/health/ready: ${readiness.map(({ at, status }) => `${status} at ${since(at)}`).join(", ")}`,
    `${losses.acknowledged} told that they have joined, ${losses.opened} accounts: ${losses.accounts} lost, ${losses.twice} people twice, ${losses.lockedOut} of a sample cannot log in`,
  ];
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);

import { parseArgs } from "node:util";
import { canStartCluster } from "@/sandbox/database/cluster";
import { mostRecovery } from "../soak/tally";
import { failOver, type FailoverReport } from "./failover";
import { startByHand } from "./pair";
import { missingPackages, startPatroni } from "./patroni";

/**
 * `npm run failover -- --seconds 30`, on the production build, with PostgreSQL's programs of Debian; `--patroni`: under
 * Patroni, with etcd and HAProxy, where it is else done by hand.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "30" },
      patroni: { type: "boolean", default: false },
    },
  });
  const missing = values.patroni ? missingPackages() : canStartCluster ? [] : ["postgresql"];
  if (missing.length > 0) {
    throw new Error(`NOT RUN, for want of Debian's packages: apt-get install ${missing.join(" ")}`);
  }
  const tell = (line: string) => console.log(line);
  const pair = await (values.patroni ? startPatroni(tell) : startByHand(tell));
  const report = await failOver(Number(values.seconds), pair, tell);
  console.log(linesOf(report).join("\n"));
  const { tally, losses } = report;
  const [outage] = tally.outages;
  const took = outage === undefined ? 0 : tally.recoveryOf(outage);
  const holds =
    losses.accounts === 0 &&
    losses.twice === 0 &&
    losses.lockedOut === 0 &&
    tally.outside("error").length === 0 &&
    took <= mostRecovery;
  console.log(holds ? "Nobody lost, nobody twice." : "It does not hold.");
  if (!holds) process.exitCode = 1;
}

function linesOf({ tally, losses, readiness, cameBack }: FailoverReport): string[] {
  const [outage] = tally.outages;
  const lasted = outage === undefined ? 0 : (outage.ended ?? 0) - outage.began;
  const after = outage === undefined ? 0 : tally.recoveryOf(outage);
  const since = (at: number) => `${((at - (outage?.began ?? 0)) / 1_000).toFixed(1)} s`;
  return [
    `${tally.count("done")} steps came through, ${tally.count("unknown")} of unknown outcome were repeated, ${tally.count("error")} errors, ${tally.outside("error").length} of them more than 5 s away from the failover`,
    `another primary ${Math.round(lasted)} ms after the kill; the last failure ${Math.round(after)} ms after that`,
    `/health/ready: ${readiness.map(({ at, status }) => `${status} at ${since(at)}`).join(", ")}`,
    ...(cameBack === null
      ? []
      : [`the former primary followed ${Math.round(cameBack)} ms after it was started again`]),
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

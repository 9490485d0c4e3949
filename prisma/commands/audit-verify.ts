import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { readHead, writeHead, type KeptHead } from "@/lib/audit/segments";
import { verifyLog, type ChainState, type Fault, type Verification } from "@/lib/audit/verify-log";
import { config } from "@/lib/config";
import { openPool, statementsOf } from "@/lib/db";
import { underTightHeap } from "@/lib/exports/tight-heap";
import { explain, loadSettings } from "./settings";

/** What was found, a line each. */
export function tellVerification(outcome: Verification): string {
  if (outcome.kind === "broken") {
    return `The access log (${outcome.chain}) is not as it was sealed: ${tellFault(outcome.fault)}.`;
  }
  return outcome.chains.map(tellChain).join("\n");
}

function tellChain({ chain, last, events, unsealed }: ChainState): string {
  if (last === null) return `${chain}: nothing is sealed yet; ${unsealed} events wait for it.`;
  return [
    `${chain}: whole. ${events} events up to segment ${last.number}, sealed last at ${last.sealedAt.toISOString()}; ${unsealed} wait to be sealed.`,
    `  head ${writeHead(last)}`,
  ].join("\n");
}

function tellFault(fault: Fault): string {
  switch (fault.kind) {
    case "changed":
      return `event ${fault.event} was changed (segment ${fault.segment})`;
    case "missing":
      return `event ${fault.event} is missing (segment ${fault.segment})`;
    case "added":
      return `event ${fault.event} was added (segment ${fault.segment})`;
    case "reordered":
      return `event ${fault.event} is not in its place (segment ${fault.segment})${fault.other === undefined ? "" : `: it stands where ${fault.other} stood`}`;
    case "seal_forged":
      return `the seal of segment ${fault.segment} does not fit`;
    case "segment_missing":
      return `segment ${fault.segment} is missing`;
    case "other_head":
      return `segment ${fault.segment} has another head than the one that was kept`;
    case "key_missing":
      return `segment ${fault.segment} is signed with the key ${fault.key}, which AUDIT_KEYS lacks`;
    case "tail_cut":
      return `its tail was cut off: segment ${fault.segment} was kept, the last one here is ${fault.sealed}`;
    case "note_changed":
      return `the note beside event ${fault.event} was changed`;
  }
}

/** @throws where a text is no head. */
export function readHeads(texts: readonly string[]): KeptHead[] {
  return texts
    .flatMap((text) => text.split(","))
    .map((text) => {
      const head = readHead(text);
      if (head === null)
        throw new Error("--head needs a head as audit:verify or the log prints it.");
      return head;
    });
}

/** `npm run audit:verify -- [--head <kept head>]…`; the exit code is 1 if anything is not as it was sealed. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { head: { type: "string", multiple: true } } });
  const heads = readHeads(values.head ?? []);
  const { databaseUrl } = loadSettings();
  const { auditKeys } = config();
  const pool = openPool(databaseUrl, "tool", 1);
  try {
    const statements = statementsOf(pool, databaseUrl);
    const outcome = await underTightHeap(() => verifyLog({ statements, auditKeys }, heads));
    console.log(tellVerification(outcome));
    if (outcome.kind === "broken") process.exitCode = 1;
  } finally {
    await pool.end();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { config } from "@/lib/config";
import { openDatabase } from "@/lib/db";
import { destructions, purge, type Purged } from "@/lib/jobs/destructions";
import { explain, loadSettings } from "./settings";

/** What was destroyed, or would be, a line each. */
export function tellPurged(outcomes: readonly Purged[], { isDryRun }: { isDryRun: boolean }) {
  const done = isDryRun ? "would be destroyed" : "destroyed";
  const lines = outcomes.map((each) =>
    "count" in each
      ? `${said[each.name] ?? each.name}: ${each.count} ${done}`
      : `${said[each.name] ?? each.name}: failed. ${explain(each.error)}`,
  );
  return lines.join("\n");
}

const said: Readonly<Record<string, string>> = {
  expire_attempts: "Attempts whose time is over, with the person on them",
  forget_attempts: "Attempts that ended a day ago",
  forget_departures: "People who left and may join again",
  forget_logins: "Members' logins",
  forget_administrator_logins: "Administrators' logins",
  forget_limits: "Counters of tries",
  forget_links: "Links in mails",
  forget_mails: "Mails and their texts",
  forget_browsers: "Browsers not used for a year",
  forget_attempt_lines: "What became of tries a week ago",
  forget_exports: "Files of exports",
  prune_audit: "Events of the access log, past their retention",
};

/** `npm run purge -- [--dry-run]`; the exit code is 1 if something could not be destroyed. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  const isDryRun = values["dry-run"];
  const { databaseUrl } = loadSettings();
  const { auditKeys, auditRetention: retention } = config();
  const db = openDatabase(databaseUrl, undefined, "tool");
  try {
    const outcomes = await purge(db, destructions(new Date(), { auditKeys, retention }), {
      isDryRun,
    });
    console.log(tellPurged(outcomes, { isDryRun }));
    if (outcomes.some((each) => "error" in each)) process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

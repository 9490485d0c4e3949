import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  deadlineOf,
  findConcerned,
  findTold,
  notifyOfBreach,
  standingOf,
  type Standing,
} from "@/lib/compliance/breach";
import { config } from "@/lib/config";
import { openDatabase, type Database } from "@/lib/db";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { BreachPhase } from "@/lib/mail/notices";
import type { Mailing } from "@/lib/mail/render-notice";
import { explain, loadSettings } from "./settings";

const sentences = z.strictObject({
  items: z.string().min(1),
  happened: z.string().min(1),
  protect: z.string().min(1),
  measures: z.string().min(1),
  contact: z.string().min(1),
});
/** What people are told, in both languages; each sentence is asked for by PIPA §34①. */
export const statementSchema = z.strictObject({
  incident: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** When we came to know of it. */
  knownAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  first: z.strictObject({ ko: sentences, en: sentences }),
  /** Once more is known, or that it was untrue. */
  later: z.strictObject({ ko: sentences, en: sentences }).optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** What stands, a line each; nothing personal. */
export function tellStanding(
  { reachable, unconfirmed, gone, told }: Standing,
  { incident, knownAt }: Statement,
  phase: BreachPhase,
): string[] {
  const again = reachable.filter((id) => told[phase].has(id)).length;
  return [
    `${incident}: ${reachable.length + gone} people are concerned. ${reachable.length} are members, ${again} of them have the ${phase} notice already.`,
    `${gone} have left, ${unconfirmed} never confirmed their address: for them a notice on the site for 30 days (PIPA Decree §39).`,
    `Known at ${knownAt.toISOString()}: people, and the authority where it must be told, by ${deadlineOf(knownAt).toISOString()} (72 hours).`,
    "The authority (PIPC or KISA): from 1,000 people, with sensitive or unique identifying data, or after an intrusion from outside.",
  ];
}

/** Finds them, says how it stands, and with `isSending` queues the notice. */
export async function carryOut(
  { statement, phase, isSending, ...asked }: Asked,
  db: Database,
  now: Date,
): Promise<string[]> {
  const { $statements: statements } = db;
  const { incident } = statement;
  const words = statement[phase];
  if (words === undefined) throw new Error(`The statement says nothing for the ${phase} notice.`);
  const ids =
    phase === "later"
      ? await findTold(statements, incident, "first")
      : await findConcerned(statements, { ...asked, by: await idOf(db, asked.by) });
  const all = [...new Set([...ids, ...(phase === "first" ? asked.accounts : [])])];
  const standing = await standingOf(statements, all, incident);
  const lines = tellStanding(standing, statement, phase);
  const untold = standing.reachable.filter((id) => !standing.told[phase].has(id));
  if (!isSending) {
    return [...lines, `Nothing was sent. --send tells ${untold.length} people.`];
  }
  const { appUrl, brand, sealKeys, indexKeys } = asked.settings;
  const context = { db, mailing: { appUrl, brand }, sealKeys, indexKeys, now };
  const count = await notifyOfBreach(untold, { incident, phase, words }, context);
  return [...lines, `Queued: ${count}. They go out with the servers' mail.`];
}

/** An administrator may be named by address. */
async function idOf(db: Database, who: string | null): Promise<string | null> {
  if (who === null || !who.includes("@")) return who;
  const found = await db.administrator.findUnique({ where: { email: who.toLowerCase() } });
  if (found === null)
    throw new Error(`${who} is no administrator; name the id from the access log.`);
  return found.id;
}

function readArguments(): Omit<Asked, "settings"> {
  const { values } = parseArgs({
    options: {
      statement: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      by: { type: "string" },
      account: { type: "string", multiple: true, default: [] },
      everybody: { type: "boolean", default: false },
      phase: { type: "string", default: "first" },
      send: { type: "boolean", default: false },
    },
  });
  const usage =
    "Usage: npm run breach -- --statement FILE --since TIME [--until TIME] [--by ADMINISTRATOR] [--account ID]… [--everybody] [--phase first|later] [--send]";
  const phase = z.enum(["first", "later"]).safeParse(values.phase).data;
  if (values.statement === undefined || phase === undefined) throw new Error(usage);
  const read = statementSchema.safeParse(JSON.parse(readFileSync(values.statement, "utf8")));
  if (!read.success) throw new Error(`${values.statement}: ${z.prettifyError(read.error)}`);
  const time = (text: string | undefined, otherwise: Date) =>
    text === undefined ? otherwise : z.iso.datetime({ offset: true }).parse(text);
  if (phase === "first" && values.since === undefined) throw new Error(usage);
  return {
    statement: read.data,
    phase,
    isSending: values.send,
    since: new Date(time(values.since, new Date(0))),
    until: new Date(time(values.until, read.data.knownAt)),
    by: values.by ?? null,
    isEverybody: values.everybody,
    accounts: values.account,
  };
}

/** `npm run breach`: says who is concerned; with --send tells them. */
async function main(): Promise<void> {
  const asked = readArguments();
  const { databaseUrl } = loadSettings();
  const db = openDatabase(databaseUrl, undefined, "tool");
  try {
    console.log((await carryOut({ ...asked, settings: config() }, db, new Date())).join("\n"));
  } finally {
    await db.$disconnect();
  }
}

type Settings = Mailing & { sealKeys: KeyRing; indexKeys: KeyRing };
type Asked = {
  statement: Statement;
  phase: BreachPhase;
  isSending: boolean;
  since: Date;
  until: Date;
  /** An administrator's address or id, or an account's id; null: whoever looked. */
  by: string | null;
  isEverybody: boolean;
  /** Also these. */
  accounts: readonly string[];
  settings: Settings;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

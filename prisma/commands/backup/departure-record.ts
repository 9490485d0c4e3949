import { z } from "zod";
import type { Departures } from "@/lib/accounts/replay-departures";
import { AdvertisingSubject } from "@/lib/generated/prisma/enums";
import { readHead } from "@/lib/audit/segments";

/**
 * Who left, and who withdrew, from lines of JSON: a server's log (`audit_sealed` too, by which a hole shows), or what `npm run departures` wrote. Anything else in the file is passed over.
 */
export async function readRecord(lines: AsyncIterable<string>): Promise<DepartureRecord> {
  const left = new Map<string, Date>();
  const fingerprints: Departures["fingerprints"][number][] = [];
  const withdrawn: Departures["withdrawn"][number][] = [];
  const record = { left, withdrawn, fingerprints, seals: new Set<number>(), isListed: false };
  let listed = 0;
  for await (const line of lines) {
    const said = readLine(line);
    if (said === null) continue;
    switch (said.event) {
      case "account_gone":
      case "account_left": {
        const at = new Date(said.at ?? said.time ?? Number.NaN);
        if (Number.isNaN(at.getTime())) break;
        const known = left.get(said.account);
        if (known === undefined || at < known) left.set(said.account, at);
        listed += 1;
        break;
      }
      case "advertising_withdrawn": {
        const { account: accountId, reason: subject } = said;
        withdrawn.push({ accountId, subject, at: new Date(said.at) });
        listed += 1;
        break;
      }
      case "departure": {
        const index = Buffer.from(said.index, "hex");
        fingerprints.push({ index, keyId: said.key, rejoinFrom: new Date(said.rejoinFrom) });
        listed += 1;
        break;
      }
      case "departures_listed":
        if (listed < said.count)
          throw new Error("The list of departures was cut: lines are missing.");
        record.isListed = true;
        break;
      case "audit_sealed": {
        const head = readHead(said.head);
        if (head?.chain === "access") record.seals.add(head.number);
      }
    }
  }
  return record;
}

/** What stands before a line's JSON, e.g. of journald, does not matter. */
function readLine(line: string): z.infer<typeof lineSchema> | null {
  const at = line.indexOf("{");
  if (at < 0) return null;
  try {
    return lineSchema.safeParse(JSON.parse(line.slice(at))).data ?? null;
  } catch {
    return null;
  }
}

const time = z.iso.datetime({ offset: true });
const account = z.string().regex(/^[A-Za-z0-9]{1,32}$/);
const lineSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.enum(["account_gone", "account_left"]),
    ...{ account, at: time.optional(), time: time.optional() },
  }),
  z.object({
    event: z.literal("advertising_withdrawn"),
    ...{ account, at: time, reason: z.enum(AdvertisingSubject) },
  }),
  z.object({
    event: z.literal("departure"),
    index: z.string().regex(/^[0-9a-f]{64}$/),
    key: z.string().min(1).max(32),
    rejoinFrom: time,
  }),
  z.object({ event: z.literal("departures_listed"), count: z.number().int() }),
  z.object({ event: z.literal("audit_sealed"), head: z.string() }),
]);

/**
 * Why this record may not name everybody who left after the backup, whose last seal is `lastSeal`; null where it
 * does. Departures stand in the log before the seal that holds them: seals without a hole miss nobody.
 */
export function gapIn({ isListed, seals }: DepartureRecord, lastSeal: number): string | null {
  if (isListed) return null;
  const later = [...seals].filter((seal) => seal > lastSeal).sort((one, other) => one - other);
  if (later.length === 0 && !seals.has(lastSeal)) {
    return `the log has neither seal ${lastSeal}, the backup's last, nor a later one`;
  }
  const at = later.findIndex((seal, place) => seal !== lastSeal + 1 + place);
  return at < 0 ? null : `the log lacks seal ${lastSeal + 1 + at}`;
}

export type DepartureRecord = Departures & {
  /** Numbers of the access log's segments whose seals the log shows. */
  seals: ReadonlySet<number>;
  /** Whether it is the whole list out of a database. */
  isListed: boolean;
};

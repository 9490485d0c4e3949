import { z } from "zod";
import type { Clock } from "./clock";
import { json, type Answer, type Call } from "./http";
import type { Records, VerificationRecord } from "./records";
import { refused, v2WireFormat } from "./v2";

const defaultRangeMs = 90 * 24 * 3_600_000;

/** GET /identity-verifications: its JSON stands in the query as `requestBody`, or in the body. */
export function listRecords({ query, body }: Call, records: Records, clock: Clock): Answer {
  const wish = listSchema.safeParse(parseJson(query.get("requestBody") ?? (body || "{}")));
  if (!wish.success) return refused(400, "INVALID_REQUEST");
  const { page, sort, filter } = wish.data;
  const found = records
    .recent()
    .filter((record) => record.generation === "v2" && !record.foreign)
    .filter((record) => matches(record, filter, clock));
  if (sort.order === "ASC") found.reverse();
  const items = found.slice(page.number * page.size, (page.number + 1) * page.size);
  return json(200, {
    items: items.map(v2WireFormat),
    page: { ...page, totalCount: found.length },
  });
}

function matches(record: VerificationRecord, filter: Filter, clock: Clock): boolean {
  const at = record.requestedAt.getTime();
  const from =
    filter.from === undefined ? clock.now().getTime() - defaultRangeMs : Date.parse(filter.from);
  const until = filter.until === undefined ? Infinity : Date.parse(filter.until);
  return (
    at >= from &&
    at <= until &&
    (filter.storeId === undefined || filter.storeId === record.storeId) &&
    (filter.identityVerificationId === undefined || filter.identityVerificationId === record.id) &&
    (filter.isTest === undefined || filter.isTest === (record.channelType === "TEST")) &&
    (filter.statuses === undefined || filter.statuses.includes(record.status.toUpperCase()))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const filterSchema = z.object({
  storeId: z.string().optional(),
  identityVerificationId: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  isTest: z.boolean().optional(),
  statuses: z.array(z.string()).optional(),
});
type Filter = z.infer<typeof filterSchema>;

const listSchema = z.object({
  page: z
    .object({
      number: z.int().min(0).default(0),
      size: z.int().min(1).max(1_000).default(10),
    })
    .prefault({}),
  sort: z
    .object({ by: z.string().optional(), order: z.enum(["ASC", "DESC"]).default("DESC") })
    .prefault({}),
  filter: filterSchema.prefault({}),
});

import { z } from "zod";
import { json, type Answer, type Call } from "../http";
import { refused } from "./error";
import { filterSchema, matchesFilter, timeFieldSchema, timeOf } from "./filter";
import { identityVerificationOf } from "./record";
import type { World } from "../world/world";

/** GET /identity-verifications: the JSON is in the query as `requestBody`, or in the body. */
export function listRecords({ query, body }: Call, { records, clock }: World): Answer {
  const options = listSchema.safeParse(parseJson(query.get("requestBody") ?? (body || "{}")));
  if (!options.success) return refused(400, "INVALID_REQUEST");
  const { page, sort, filter } = options.data;
  const found = records
    .newestFirst()
    .filter((record) => !record.foreign && matchesFilter(record, filter, clock.now()))
    .map((record) => ({ record, at: timeOf(record, sort.by)?.getTime() ?? 0 }))
    .sort((a, b) => (sort.order === "ASC" ? a.at - b.at : b.at - a.at));
  const items = found.slice(page.number * page.size, (page.number + 1) * page.size);
  return json(200, {
    items: items.map(({ record }) => identityVerificationOf(record)),
    page: { ...page, totalCount: found.length },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const listSchema = z.object({
  page: z
    .object({ number: z.int().min(0).default(0), size: z.int().min(1).max(1_000).default(10) })
    .prefault({}),
  sort: z
    .object({ by: timeFieldSchema, order: z.enum(["ASC", "DESC"]).default("DESC") })
    .prefault({}),
  filter: filterSchema.prefault({}),
});

import { z } from "zod";

const rows = z.array(
  z.strictObject({
    item: z.string(),
    purpose: z.string(),
    period: z.string(),
    ground: z.string(),
    part: z.enum(["consented", "optional", "unconsented"]),
  }),
);

/**
 * What each version of the privacy policy said of what is kept, in words: a version that was replaced is
 * read as it was. Written by `npm run documents`.
 */
export const keptRecordSchema = z.record(z.string(), z.strictObject({ ko: rows, en: rows }));
export type KeptRecord = z.infer<typeof keptRecordSchema>;
export type KeptRow = z.infer<typeof rows>[number];

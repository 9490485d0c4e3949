import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { linesOf } from "@/lib/consents/policy";
import { readOwnData, recordDownload } from "@/lib/own-account/own-data";
import { context } from "@/lib/server/context";
import { purposesAndPeriods } from "../sections";

/** All that we have of the member as a file, recorded before it leaves. */
export const { GET, POST } = stepUpHandler(
  { action: "/account/data/download", page: "/account/data", evenIfDue: true },
  async (_fields, { id }) => {
    const { db, sealKeys, now } = context();
    const data = await readOwnData(id, { db, sealKeys, now });
    if (data === null) return { next: "/login" };
    await recordDownload(db, id, now);
    const { consents, guardian, advertising, events, ...items } = data;
    const { kept, recipients } = await purposesAndPeriods();
    const content = {
      writtenAt: now,
      items,
      purposes: kept.map(({ item, purpose }) => `${item}: ${purpose}`),
      periods: kept.map(({ item, period }) => `${item}: ${period}`),
      recipients: linesOf(recipients),
      consents: { own: consents, guardian, advertising },
      events,
    };
    const name = `my-data-${now.toISOString().slice(0, 10)}.json`;
    return {
      response: new Response(`${JSON.stringify(content, null, 2)}\n`, {
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-disposition": `attachment; filename="${name}"`,
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
        },
      }),
    };
  },
);

import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { longestFinding, recordReview } from "@/lib/audit/reviews";
import { actAs } from "@/lib/logins/admission";
import { readDay, seoulDate, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { context } from "@/lib/server/context";
import { getTranslations } from "next-intl/server";

const page = "/admin/audit";

/** That the log was gone through, what was found and what follows. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/audit/review",
    page,
    needs: "owner",
    sensitive: true,
    keep: ["reviewFrom", "reviewTo", "findings", "followUp"],
  },
  async (fields, by) => {
    const t = await getTranslations("auditLog");
    const { reviewFrom = "", reviewTo = "" } = fields;
    const [findings, followUp] = [fields["findings"] ?? "", fields["followUp"] ?? ""].map((text) =>
      text.trim().slice(0, longestFinding),
    );
    const values = { reviewFrom, reviewTo, findings: findings ?? "", followUp: followUp ?? "" };
    const { db, now } = context();
    const [from, to, today] = [readDay(reviewFrom), readDay(reviewTo), seoulDate(now)];
    const isRange =
      from !== null && to !== null && from.until(to).days >= 0 && to.until(today).days >= 0;
    const missing = {
      ...(isRange ? {} : { reviewFrom: { text: t("badRange") } }),
      ...(findings ? {} : { findings: { text: t("required") } }),
      ...(followUp ? {} : { followUp: { text: t("required") } }),
    };
    if (!isRange || !findings || !followUp) {
      return { code: "invalid_request", fields: missing, values };
    }
    const end = startOfSeoulDay(to.add({ days: 1 }));
    // Of today, what has been so far.
    const review = { from: startOfSeoulDay(from), to: end < now ? end : now, findings, followUp };
    const reviewer = { id: by.id, address: by.from.address };
    await actAs(db, by, (tx) => recordReview(tx, reviewer, review, now));
    return { next: `${page}#reviews` };
  },
);

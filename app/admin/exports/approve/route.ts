import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { approveExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";

const page = "/admin/exports";

export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/approve", page, needs: "owner", sensitive: true, keep: ["id"] },
  async ({ id = "", digest = "" }, by) => {
    const { db, now } = context();
    const outcome = await approveExport(db, by, { id, digest }, now);
    if (outcome === "approved") return { next: `${page}#list` };
    const t = await getTranslations("exports");
    return {
      code: "invalid_request",
      fields: { [id]: { text: t(outcome === "refused" ? "mayNotApprove" : "changedMeanwhile") } },
    };
  },
);

import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { approveExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";
import { actingAs } from "../acting";

const page = "/admin/exports";

export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/approve", page, needs: "owner" },
  async ({ id = "", digest = "" }, by) => {
    const who = actingAs(by);
    const { db, now } = context();
    const outcome = await approveExport(db, who, { id, digest }, now);
    if (outcome === "approved") return { next: `${page}#list` };
    const t = await getTranslations("exports");
    return {
      code: "invalid_request",
      fields: { [id]: { text: t(outcome === "refused" ? "mayNotApprove" : "changedMeanwhile") } },
    };
  },
);

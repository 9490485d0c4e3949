import { getTranslations } from "next-intl/server";
import { formHandler } from "@/app/form-handlers/form-handler";
import { approveExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";
import { actingHere } from "../acting";

const page = "/admin/exports";

export const { GET, POST } = formHandler(
  { action: "/admin/exports/approve", page },
  async ({ id = "", digest = "" }) => {
    const who = await actingHere();
    if (who === null) return { next: "/admin/login" };
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

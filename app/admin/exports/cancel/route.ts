import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { cancelExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";

const page = "/admin/exports";

export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/cancel", page, needs: "operator", sensitive: false, keep: ["id"] },
  async ({ id = "" }, by) => {
    const { db, now } = context();
    if (await cancelExport(db, by, id, now)) return { next: `${page}#list` };
    const t = await getTranslations("exports");
    return { code: "invalid_request", fields: { [id]: { text: t("changedMeanwhile") } } };
  },
);

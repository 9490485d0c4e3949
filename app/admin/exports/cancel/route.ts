import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { cancelExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";
import { actingAs } from "../acting";

const page = "/admin/exports";

export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/cancel", page, needs: "operator" },
  async ({ id = "" }, by) => {
    const who = actingAs(by);
    const { db, now } = context();
    if (await cancelExport(db, who, id, now)) return { next: `${page}#list` };
    const t = await getTranslations("exports");
    return { code: "invalid_request", fields: { [id]: { text: t("changedMeanwhile") } } };
  },
);

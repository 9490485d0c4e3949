import { getTranslations } from "next-intl/server";
import { formHandler } from "@/app/form-handlers/form-handler";
import { cancelExport } from "@/lib/exports/requests";
import { context } from "@/lib/server/context";
import { actingHere } from "../acting";

const page = "/admin/exports";

export const { GET, POST } = formHandler(
  { action: "/admin/exports/cancel", page },
  async ({ id = "" }) => {
    const who = await actingHere();
    if (who === null) return { next: "/admin/login" };
    const { db, now } = context();
    if (await cancelExport(db, who, id, now)) return { next: `${page}#list` };
    const t = await getTranslations("exports");
    return { code: "invalid_request", fields: { [id]: { text: t("changedMeanwhile") } } };
  },
);

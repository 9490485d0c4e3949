import { getTranslations } from "next-intl/server";
import { formHandler } from "@/app/form-handlers/form-handler";
import { showOnce } from "@/app/form-handlers/show-once";
import { beginExport, inventPassphrase } from "@/lib/exports/make-export";
import { context } from "@/lib/server/context";
import { startExport } from "@/lib/server/exports";
import { actingHere } from "../acting";

const page = "/admin/exports";

/** The answer is the page with the passphrase, which is shown this once. */
export const { GET, POST } = formHandler(
  { action: "/admin/exports/make", page },
  async ({ id = "" }, request) => {
    const who = await actingHere();
    if (who === null) return { next: "/admin/login" };
    const { db, now } = context();
    const wanted = await beginExport(db, who, id, now);
    if (wanted === null) {
      const t = await getTranslations("exports");
      return { code: "invalid_request", fields: { [id]: { text: t("changedMeanwhile") } } };
    }
    const passphrase = inventPassphrase();
    startExport(wanted, who, passphrase);
    return { response: await showOnce(request, page, passphrase) };
  },
);

import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { showOnce } from "@/app/form-handlers/show-once";
import { beginExport, inventPassphrase } from "@/lib/exports/make-export";
import { context } from "@/lib/server/context";
import { startExport } from "@/lib/server/exports";
import { actingAs } from "../acting";

const page = "/admin/exports";

/** The answer is the page with the passphrase, which is shown this once. */
export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/make", page, needs: "owner" },
  async ({ id = "" }, by, request) => {
    const who = actingAs(by);
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

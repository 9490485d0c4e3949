import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { showOnce } from "@/app/form-handlers/show-once";
import { beginExport, inventPassphrase } from "@/lib/exports/make-export";
import { context } from "@/lib/server/context";
import { startExport } from "@/lib/server/exports";

const page = "/admin/exports";

/** The answer is the page with the passphrase, which is shown this once. */
export const { GET, POST } = administratorHandler(
  { action: "/admin/exports/make", page, needs: "owner", sensitive: true, keep: ["id"] },
  async ({ id = "" }, by, request) => {
    const { db, now } = context();
    const wanted = await beginExport(db, by, id, now);
    if (wanted === null) {
      const t = await getTranslations("exports");
      return { code: "invalid_request", fields: { [id]: { text: t("changedMeanwhile") } } };
    }
    const passphrase = inventPassphrase();
    startExport(wanted, by, passphrase);
    return { response: await showOnce(request, page, passphrase) };
  },
);

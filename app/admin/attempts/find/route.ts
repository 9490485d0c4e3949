import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { addressOfId } from "@/lib/admin/find-attempts";
import { context } from "@/lib/server/context";

const page = "/admin/attempts";

/** An id is posted, since one at PortOne opens a person's record there and must stand in no address. */
export const { GET, POST } = administratorHandler(
  { action: "/admin/attempts/find", page, needs: "viewer", sensitive: false },
  async (fields) => {
    const typed = fields["id"] ?? "";
    const found = addressOfId(typed, context().indexKeys);
    if (found !== null) return { next: `${page}?id=${found}` };
    const t = await getTranslations("attemptsDesk");
    return {
      code: "invalid_request",
      fields: { id: { text: t("badId") } },
      values: { id: typed.slice(0, 100) },
    };
  },
);

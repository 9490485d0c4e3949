import { showAgain, translate } from "@/app/form-handlers/form-handler";
import { administratorHere } from "@/lib/browser/access";
import { codes } from "@/lib/codes";
import { log } from "@/lib/log";

/** The list's page for an address that this site did not write: it says so, with 400. */
export async function GET(request: Request): Promise<Response> {
  const { kind } = await administratorHere();
  const code = kind === "in" ? "list_address_unknown" : "administrator_needed";
  log("info", "list_refused", { code });
  return showAgain(request, {
    path: `/admin/people${new URL(request.url).search}`,
    shown: { ...(await translate({ code })), action: "/admin/people", shownBy: "page" },
    status: codes[code].status,
    headers: { "cache-control": "no-store" },
  });
}

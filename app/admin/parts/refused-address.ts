import { showAgain, translate } from "@/app/form-handlers/form-handler";
import type { PageSearch } from "@/app/forms/code-parameter";
import { administratorHere } from "@/lib/browser/access";
import { codes } from "@/lib/codes";
import { log } from "@/lib/log";

/**
 * A page has no status of its own. The list leads here for an address that this site did not write, and
 * is shown again with 400 and the first page offered.
 */
export function refusedAddress(page: "/admin/people" | "/admin/attempts" | "/admin/audit") {
  return async function GET(request: Request): Promise<Response> {
    const { kind } = await administratorHere();
    const code = kind === "in" ? "list_address_unknown" : "administrator_needed";
    log("info", "list_refused", { code });
    return showAgain(request, {
      path: `${page}${new URL(request.url).search}`,
      shown: { ...(await translate({ code })), action: page, shownBy: "page" },
      status: codes[code].status,
      headers: { "cache-control": "no-store" },
    });
  };
}

/** As it was, also where a name is repeated. */
export function queryOf(search: Awaited<PageSearch>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  );
  return `?${new URLSearchParams(pairs).toString()}`;
}

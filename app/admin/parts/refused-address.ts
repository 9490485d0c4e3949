import { showAgain, translate } from "@/app/form-handlers/form-handler";
import type { PageSearch } from "@/app/forms/code-parameter";
import { administratorHere, type AdministratorStanding } from "@/lib/browser/access";
import { codes } from "@/lib/codes";
import { log } from "@/lib/log";
import { mayActAs, type Role } from "@/lib/logins/admission";

/**
 * A page has no status of its own. The list leads here for an address that this site did not write, and
 * is shown again with 400 and the first page offered.
 */
export function refusedAddress({ page, needs }: { page: ListPage; needs: Role }) {
  return async function GET(request: Request): Promise<Response> {
    const code = codeFor(await administratorHere(), needs);
    log("info", "list_refused", { code });
    return showAgain(request, {
      path: `${page}${new URL(request.url).search}`,
      shown: { ...(await translate({ code })), action: page, shownBy: "page" },
      status: codes[code].status,
      headers: { "cache-control": "no-store" },
    });
  };
}

function codeFor(standing: AdministratorStanding, needs: Role) {
  if (standing.kind !== "in") return "administrator_needed";
  return mayActAs(standing.login.role, needs) ? "list_address_unknown" : "role_needed";
}

type ListPage = "/admin/people" | "/admin/attempts" | "/admin/audit" | "/admin/exports";

/** As it was, also where a name is repeated. */
export function queryOf(search: Awaited<PageSearch>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  );
  return `?${new URLSearchParams(pairs).toString()}`;
}

import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { readSearch, searchPeople } from "@/lib/admin/search-people";
import { context } from "@/lib/server/context";

/** One who is found is opened at once; several are listed by their ids, which say nothing of them. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/people/search",
    page: "/admin/people",
    needs: "viewer",
    sensitive: false,
    keep: ["term"],
  },
  async ({ term = "" }, by) => {
    const search = readSearch(term);
    if (search === null) return { code: "search_too_wide" };
    const { ids } = await searchPeople(by, search, context());
    const [only] = ids;
    if (only === undefined) return { code: "nobody_found" };
    return {
      next: ids.length === 1 ? `/admin/people/${only}` : `/admin/people?found=${ids.join()}`,
    };
  },
);

import { readReason } from "@/app/admin/parts/read-reason";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { showRevealed } from "@/app/form-handlers/revealed";
import { isRevealable, reveal } from "@/lib/admin/reveal";
import { context } from "@/lib/server/context";
import { pageOfPerson } from "../person-address";
import { readId } from "@/lib/requests/read-id";

/** One field of one person, in full: the answer to this form alone shows it. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/people/reveal",
    page: pageOfPerson,
    needs: "operator",
    sensitive: true,
    keep: ["field", "reason", "note"],
  },
  async (fields, by, request) => {
    const { searchParams } = new URL(request.url);
    const { field } = fields;
    const why = readReason(fields);
    if (why === null || !isRevealable(field)) return { code: "reason_needed" };
    const value = await reveal(by, { id: readId(searchParams), field, ...why }, context());
    if (value === null) return { code: "account_gone" };
    const shown = { field, value };
    return { response: await showRevealed(request, pageOfPerson(searchParams), shown) };
  },
);

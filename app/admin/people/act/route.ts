import { readReason } from "@/app/admin/parts/read-reason";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { actOnAccount, isAct } from "@/lib/admin/act-on-account";
import { context } from "@/lib/server/context";
import { pageOfPerson } from "../person-address";
import { readId } from "@/lib/requests/read-id";

/** What an operator does to an account, as the page showed it. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/people/act",
    page: pageOfPerson,
    needs: "operator",
    sensitive: true,
    keep: ["reason", "note"],
  },
  async (fields, by, request) => {
    const { searchParams } = new URL(request.url);
    const id = readId(searchParams);
    const act = searchParams.get("act");
    if (!isAct(act)) return { code: "invalid_request" };
    const why = readReason(fields);
    if (why === null) return { code: "reason_needed" };
    const asked = { id, act, version: fields["version"] ?? "", ...why };
    const { kind } = await actOnAccount(by, asked, context());
    if (kind === "gone") return { code: "account_gone" };
    if (kind === "changed") return { code: "account_changed" };
    return { next: act === "close" ? "/admin/people" : `/admin/people/${id}?done=${act}` };
  },
);

import { formHandler } from "@/app/form-handlers/form-handler";
import { readLinkToken } from "@/app/link/link-token";
import { acceptInvitation, readInvitation } from "@/lib/admin/invitations";
import { administratorAccess, mayAdministerFromHere } from "@/lib/browser/access";
import { addressHere } from "@/lib/browser/client";
import { spendHere } from "@/lib/browser/limit";
import { log } from "@/lib/log";
import { readNewPassword } from "@/lib/logins/credentials";
import { context } from "@/lib/server/context";

/** The password of a new administrator, who is logged in by it and sets up their second factor next. */
export const { GET, POST } = formHandler(
  { action: "/link/administrator/submit", page: "/link/administrator" },
  async (fields, request) => {
    if (!(await mayAdministerFromHere())) return { code: "administrator_needed" };
    const { db, now } = context();
    const token = readLinkToken(new URL(request.url).searchParams.get("token"));
    const invitation = token === null ? null : await readInvitation(db, token, now);
    if (token === null || invitation === null) return over();
    const { email } = invitation;
    const read = await readNewPassword(fields["password"], { email });
    if ("problem" in read) return { code: read.problem, fields: { password: read.problem } };
    const accepted = { token, password: read.password, address: await addressHere() };
    const proof = await acceptInvitation(accepted, { db, now });
    if (proof === null) return over();
    log("info", "administrator_created", { reason: "invitation" });
    await administratorAccess.signIn(proof);
    return { next: "/admin/me" };
  },
);

/** One answer, whatever the reason; only a link that is none may be a guess. */
async function over() {
  const retryAfter = await spendHere("mailLink");
  return retryAfter === null
    ? ({ code: "link_over" } as const)
    : ({ code: "rate_limited", retryAfter } as const);
}

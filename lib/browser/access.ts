import { redirect } from "next/navigation";
import {
  administratorCookie,
  browserCookie,
  guardianLinkCookie,
  loginCookie,
  toldCookie,
  type SealedCookie,
} from "@/lib/browser/cookie";
import { dropTickets } from "@/lib/browser/tickets";
import { readAccountOfLogin, type OwnAccount } from "@/lib/accounts/read-account";
import { hashToken } from "@/lib/crypto/token";
import { db } from "@/lib/db";
import { administrators, type AdministratorView } from "@/lib/logins/administrators";
import { beginLogin, endLogin, findLogin, type HowBegun, type LoginKind } from "@/lib/logins/login";
import { members, type MemberLogin } from "@/lib/logins/members";
import { originHere } from "@/lib/browser/client";

/** Logins in this browser, each asked of the database every time. */
function accessOf<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  cookie: SealedCookie<{ token: string }>,
) {
  return {
    /** Who is logged in. */
    async current(): Promise<Holder | null> {
      const kept = await cookie.read();
      return kept === null ? null : findLogin(kind, db(), kept.token, new Date());
    },
    /** A new token with each login, so that one planted earlier is worth nothing. */
    async signIn(id: string, method: HowBegun["method"]): Promise<void> {
      const how = { method, ...(await originHere()) };
      await this.adopt(await beginLogin(kind, db(), id, how, new Date()));
    },
    /** The same with a login that has been begun already. */
    async adopt(token: string): Promise<void> {
      const earlier = await cookie.read();
      if (earlier !== null) await endLogin(kind, db(), earlier.token, new Date());
      await cookie.write({ token });
    },
    async signOut(): Promise<void> {
      const kept = await cookie.read();
      if (kept !== null) await endLogin(kind, db(), kept.token, new Date());
      await cookie.clear();
    },
  };
}

export const memberAccess = accessOf(members, loginCookie);
export const administratorAccess = accessOf(administrators, administratorCookie);

/** Every member's page and handler asks this itself; nothing in front of it decides access. */
export async function requireAccount(): Promise<MemberLogin> {
  return (await memberAccess.current()) ?? redirect("/login");
}

/** The account of the member who is logged in, found and read by one question. */
export async function requireOwnAccount(
  context: Parameters<typeof readAccountOfLogin>[1],
): Promise<OwnAccount> {
  const kept = await loginCookie.read();
  const account = kept && (await readAccountOfLogin(hashToken(kept.token), context));
  return account ?? redirect("/login");
}

/** Every page and handler below /admin asks this itself. */
export async function requireAdministrator(): Promise<AdministratorView> {
  return (await administratorAccess.current()) ?? redirect("/admin/login");
}

/** The account is gone: so is everything in this browser, but from when they may join again. */
export async function forgetMember(rejoinFrom: string): Promise<void> {
  await loginCookie.clear();
  await dropTickets(["signup", "guardian", "recovery", "reverification"]);
  await guardianLinkCookie.clear();
  await browserCookie.clear();
  await toldCookie.write({ admittedFrom: rejoinFrom });
}

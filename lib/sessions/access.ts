import { redirect } from "next/navigation";
import { beginLogin, endLogin, findLogin } from "@/lib/accounts/log-in";
import { db } from "@/lib/db";
import { browserCookie } from "@/lib/sessions/cookie";

/** The member who is logged in in this browser, asked of the database each time. */
export async function currentAccount(): Promise<{ id: string } | null> {
  const { token } = await browserCookie();
  if (token === undefined) return null;
  const login = await findLogin(db(), token, new Date());
  return login === null ? null : { id: login.accountId };
}

/** Every member's page and action asks this itself; nothing in front of it decides access. */
export async function requireAccount(): Promise<{ id: string }> {
  return (await currentAccount()) ?? redirect("/login");
}

/** A new token with each login, so that one planted earlier is worth nothing. */
export async function signIn(accountId: string): Promise<void> {
  const cookie = await browserCookie();
  const now = new Date();
  if (cookie.token !== undefined) await endLogin(db(), cookie.token, now);
  cookie.token = await beginLogin(db(), accountId, now);
  await cookie.save();
}

/** The account is gone: so is everything in this browser's cookie, but from when they may join again. */
export async function forgetMember(rejoinFrom: string): Promise<void> {
  const cookie = await browserCookie();
  delete cookie.token;
  delete cookie.attempt;
  delete cookie.guardian;
  delete cookie.guardianLink;
  cookie.admittedFrom = rejoinFrom;
  await cookie.save();
}

export async function signOut(): Promise<void> {
  const cookie = await browserCookie();
  if (cookie.token !== undefined) await endLogin(db(), cookie.token, new Date());
  cookie.destroy();
}

import { redirect } from "next/navigation";
import { beginLogin, endLogin, findLogin } from "@/lib/logins/log-in";
import { db } from "@/lib/db";
import { browserCookie, guardianLinkCookie, loginCookie, toldCookie } from "@/lib/browser/cookie";
import { dropTickets } from "@/lib/browser/tickets";

/** The member who is logged in in this browser, asked of the database each time. */
export async function currentAccount(): Promise<{ id: string } | null> {
  const kept = await loginCookie.read();
  if (kept === null) return null;
  const login = await findLogin(db(), kept.token, new Date());
  return login === null ? null : { id: login.accountId };
}

/** Every member's page and action asks this itself; nothing in front of it decides access. */
export async function requireAccount(): Promise<{ id: string }> {
  return (await currentAccount()) ?? redirect("/login");
}

/** A new token with each login, so that one planted earlier is worth nothing. */
export async function signIn(accountId: string): Promise<void> {
  const earlier = await loginCookie.read();
  const now = new Date();
  if (earlier !== null) await endLogin(db(), earlier.token, now);
  await loginCookie.write({ token: await beginLogin(db(), accountId, now) });
}

/** The account is gone: so is everything in this browser, but from when they may join again. */
export async function forgetMember(rejoinFrom: string): Promise<void> {
  await loginCookie.clear();
  await dropTickets(["signup", "guardian"]);
  await guardianLinkCookie.clear();
  await browserCookie.clear();
  await toldCookie.write({ admittedFrom: rejoinFrom });
}

export async function signOut(): Promise<void> {
  const kept = await loginCookie.read();
  if (kept !== null) await endLogin(db(), kept.token, new Date());
  await loginCookie.clear();
}

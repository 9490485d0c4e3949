import { redirect } from "next/navigation";
import {
  beginAdministratorLogin,
  endAdministratorLogin,
  findAdministratorLogin,
  type AdministratorView,
} from "@/lib/logins/administrator-login";
import { db } from "@/lib/db";
import { administratorCookie } from "@/lib/browser/cookie";

export async function currentAdministrator(): Promise<AdministratorView | null> {
  const kept = await administratorCookie.read();
  return kept === null ? null : findAdministratorLogin(db(), kept.token, new Date());
}

/** Every page and action below /admin asks this itself. */
export async function requireAdministrator(): Promise<AdministratorView> {
  return (await currentAdministrator()) ?? redirect("/admin/login");
}

export async function signInAdministrator(administratorId: string): Promise<void> {
  const earlier = await administratorCookie.read();
  const now = new Date();
  if (earlier !== null) await endAdministratorLogin(db(), earlier.token, now);
  await administratorCookie.write({
    token: await beginAdministratorLogin(db(), administratorId, now),
  });
}

export async function signOutAdministrator(): Promise<void> {
  const kept = await administratorCookie.read();
  if (kept !== null) await endAdministratorLogin(db(), kept.token, new Date());
  await administratorCookie.clear();
}

import { redirect } from "next/navigation";
import {
  beginAdministratorLogin,
  endAdministratorLogin,
  findAdministratorLogin,
  type AdministratorView,
} from "@/lib/admin/administrator-login";
import { db } from "@/lib/db";
import { administratorCookie } from "@/lib/sessions/cookie";

export async function currentAdministrator(): Promise<AdministratorView | null> {
  const { token } = await administratorCookie();
  return token === undefined ? null : findAdministratorLogin(db(), token, new Date());
}

/** Every page and action below /admin asks this itself. */
export async function requireAdministrator(): Promise<AdministratorView> {
  return (await currentAdministrator()) ?? redirect("/admin/login");
}

export async function signInAdministrator(administratorId: string): Promise<void> {
  const cookie = await administratorCookie();
  const now = new Date();
  if (cookie.token !== undefined) await endAdministratorLogin(db(), cookie.token, now);
  cookie.token = await beginAdministratorLogin(db(), administratorId, now);
  await cookie.save();
}

export async function signOutAdministrator(): Promise<void> {
  const cookie = await administratorCookie();
  if (cookie.token !== undefined) await endAdministratorLogin(db(), cookie.token, new Date());
  cookie.destroy();
}

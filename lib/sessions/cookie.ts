import { getIronSession, type IronSession } from "iron-session";
import { cookies } from "next/headers";
import type { AttemptTicket } from "@/lib/accounts/attempts";
import type { ResponseCookie } from "next/dist/compiled/@edge-runtime/cookies";
import { config } from "@/lib/config";

/** The browser's cookie: ids and tokens, and one date; sealed with SESSION_SECRETS. */
export function browserCookie(): Promise<IronSession<BrowserCookie>> {
  return open<BrowserCookie>("verified-signup", 14 * 24 * 3600);
}

/** The administrator's, apart from the member's, ends with the absolute limit of a login. */
export function administratorCookie(): Promise<IronSession<{ token?: string }>> {
  return open("verified-signup-admin", 8 * 3600);
}

/**
 * SameSite=Lax, not Strict: the mobile redirect comes from PortOne's site and must carry it.
 * On https the __Host- prefix binds it to this host.
 */
async function open<T extends object>(name: string, ttl: number): Promise<IronSession<T>> {
  const { sessionSecrets, secureCookies } = config();
  const newest = sessionSecrets.length;
  const store = await cookies();
  return getIronSession<T>(
    { get: (each) => store.get(each), set: writerOf(store) },
    {
      cookieName: secureCookies ? `__Host-${name}` : name,
      password: Object.fromEntries(sessionSecrets.map((secret, at) => [newest - at, secret])),
      ttl,
      cookieOptions: { httpOnly: true, secure: secureCookies, sameSite: "lax", path: "/" },
    },
  );
}

/** Next's `set`, in the two forms that iron-session calls it. */
function writerOf(store: Awaited<ReturnType<typeof cookies>>) {
  function set(options: ResponseCookie): void;
  function set(name: string, value: string, options?: Partial<ResponseCookie>): void;
  function set(first: string | ResponseCookie, value = "", options: Partial<ResponseCookie> = {}) {
    store.set(typeof first === "string" ? { ...options, name: first, value } : first);
  }
  return set;
}

export type BrowserCookie = {
  /** Says nothing but that requests come from one browser. */
  browser?: string;
  attempt?: AttemptTicket;
  /** A guardian's, who consents for a child. */
  guardian?: AttemptTicket;
  /** The token of the link that the child can send to a guardian. */
  guardianLink?: string;
  /** Told to one who is too young or left: from when they may join, YYYY-MM-DD. */
  admittedFrom?: string;
  /** The member's login. */
  token?: string;
};

import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import {
  administratorCookie,
  browserCookie,
  guardianLinkCookie,
  loginCookie,
  toldCookie,
  type SealedCookie,
} from "@/lib/browser/cookie";
import { dropTickets } from "@/lib/browser/tickets";
import { readAccountOfLogin, type OwnAccountPage } from "@/lib/own-account/own-account";
import { documents } from "@/lib/consents/documents";
import { hashToken } from "@/lib/crypto/token";
import { config } from "@/lib/config";
import { db } from "@/lib/db";
import { noteBrowser } from "@/lib/logins/known-browsers";
import { Admitted, type Role } from "@/lib/logins/admission";
import { administrators, isHalfway, type AdministratorLogin } from "@/lib/logins/administrators";
import {
  beginLogin,
  endLogin,
  findLogin,
  type LoginKind,
  type LoginOrigin,
  type Proof,
} from "@/lib/logins/login";
import { isReverificationDue } from "@/lib/identity/reverification";
import { isFresh } from "@/lib/logins/member-logins";
import { members, type MemberLogin } from "@/lib/logins/members";
import { logInFor, type MemberPage } from "@/lib/browser/after-login";
import { addressHere, browserHere, isFromHere, originHere } from "@/lib/browser/client";

/** Logins in this browser, each asked of the database every time. */
function accessOf<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  cookie: SealedCookie<{ token: string }>,
  /** What follows on a login that has begun; where it fails, there is none in this browser. */
  began: (id: string, origin: LoginOrigin) => Promise<void> = () => Promise.resolve(),
  /** What the access log keeps of where a login begins and ends. */
  from: () => Promise<{ address?: string }> = () => Promise.resolve({}),
) {
  return {
    from,
    /** Who is logged in; asked once by a page, however many of its parts want to know. */
    current: cache(async (): Promise<Holder | null> => {
      const kept = await cookie.read();
      return kept === null ? null : findLogin(kind, db(), kept.token, new Date());
    }),
    /** A new token with each login, so that one planted earlier is worth nothing. */
    async signIn(proof: Proof): Promise<void> {
      const origin = await originHere();
      const token = await beginLogin(kind, db(), proof, origin, new Date(), await from());
      await began(proof.id, origin);
      await this.adopt(token);
    },
    /** The same with a login that has been begun already. */
    async adopt(token: string): Promise<void> {
      const earlier = await cookie.read();
      if (earlier !== null) await endLogin(kind, db(), earlier.token, new Date(), await from());
      await cookie.write({ token });
    },
    async signOut(): Promise<void> {
      const kept = await cookie.read();
      if (kept !== null) await endLogin(kind, db(), kept.token, new Date(), await from());
      await cookie.clear();
    },
  };
}

export const memberAccess = accessOf(members, loginCookie, noteBrowserHere);
export const administratorAccess = accessOf(
  administrators,
  administratorCookie,
  undefined,
  async () => ({ address: await addressHere() }),
);

/** A member logged in in this browser: where it is a new one, they are told by mail. */
async function noteBrowserHere(accountId: string, origin: LoginOrigin): Promise<void> {
  const { appUrl, brand, sealKeys, indexKeys } = config();
  const mailing = { appUrl, brand: { name: brand.name, colour: brand.colour } };
  const context = { db: db(), mailing, sealKeys, indexKeys, now: new Date() };
  await noteBrowser(accountId, { browser: await browserHere(), origin }, context);
}

/**
 * Every member's page and handler asks this itself; nothing in front of it decides access. A member who
 * has to agree or verify again does so before anything else, but for what nobody may be kept from: taking
 * their data along, and leaving.
 * @param page where they go on after they have logged in.
 */
export async function requireAccount(
  standing: "in_order" | "any" = "in_order",
  page: MemberPage = "/account",
): Promise<MemberLogin> {
  const login = (await memberAccess.current()) ?? redirect(logInFor(page));
  const duty = standing === "any" ? null : firstDuty(login);
  return duty === null ? login : redirect(duty);
}

/**
 * Where a member has to go before anything else: to agree to a text that was in force already when they
 * logged in, or to verify again, since it is long ago or an administrator asked. Null where they are free.
 */
export function firstDuty(standing: Standing): Duty | null {
  const { agreed, createdAt } = standing;
  if (documents.unanswered(agreed, createdAt).length > 0) return "/account/consents/again";
  return mustVerifyAgain(standing) ? "/account/verify?code=reverification_due" : null;
}

/** Whether this member has to verify again before anything else. */
export function mustVerifyAgain({ verifiedAt, reverifyRequiredAt }: Standing): boolean {
  if (reverifyRequiredAt !== null) return true;
  return isReverificationDue(verifiedAt, config().reverifyAfterDays, new Date());
}

type Standing = Pick<MemberLogin, "agreed" | "createdAt" | "verifiedAt" | "reverifyRequiredAt">;
export type Duty = "/account/consents/again" | "/account/verify?code=reverification_due";

/**
 * The account of the member who is logged in, found and read by one question. In full only where they
 * asked for it (`/account/show`) and proved lately who they are.
 */
export async function requireOwnAccount(
  asked: "masked" | "in_full",
  context: Parameters<typeof readAccountOfLogin>[2],
): Promise<OwnAccountPage> {
  const kept = await loginCookie.read();
  const inFull = (login: MemberLogin) => asked === "in_full" && isFresh(login, context.now);
  const account = kept && (await readAccountOfLogin(hashToken(kept.token), { inFull }, context));
  if (account === null) redirect("/login");
  const duty = firstDuty(account.login);
  return duty === null ? account : redirect(duty);
}

/**
 * Every page below /admin asks this itself, for the role that it takes. To whoever is not logged in, or
 * may not, the page does not exist; who is on the way in is led on.
 * @param at `door`: who is not logged in is led to the login. `setUp`: also while the second factor that
 * they need is not set up yet.
 */
export async function requireAdministrator<Needed extends Role = "viewer">(
  needed: Needed,
  at: "door" | "inside" | "setUp" = "inside",
): Promise<Admitted<Needed>> {
  const standing = await administratorHere();
  switch (standing.kind) {
    case "nobody":
      return at === "door" && (await mayAdministerFromHere())
        ? redirect("/admin/login")
        : notFound();
    case "halfway":
      return redirect("/admin/login/code");
    case "without_factor":
      if (at !== "setUp") return redirect("/admin/me");
      break;
    case "in":
      break;
  }
  return Admitted.to(needed, standing.login, standing.from) ?? notFound();
}

/**
 * How far whoever sends this request is in: a right password is halfway where there is a second factor,
 * and outside development there has to be one. From an address that may not administer, nobody is in.
 */
export async function administratorHere(): Promise<AdministratorStanding> {
  if (!(await mayAdministerFromHere())) return { kind: "nobody" };
  const login = await administratorAccess.current();
  if (login === null) return { kind: "nobody" };
  if (isHalfway(login)) return { kind: "halfway", login };
  const from = { address: await addressHere() };
  const isWithout = config().secondFactorRequired && !login.hasSecondFactor;
  return { kind: isWithout ? "without_factor" : "in", login, from };
}

/** ADMIN_ALLOWED_ADDRESSES; without the setting, everybody's. */
export async function mayAdministerFromHere(): Promise<boolean> {
  const { adminAddresses } = config();
  return adminAddresses === null || (await isFromHere(adminAddresses));
}

export type AdministratorStanding =
  | { kind: "nobody" }
  | { kind: "halfway"; login: AdministratorLogin }
  | { kind: "without_factor" | "in"; login: AdministratorLogin; from: { address: string } };

/** The account is gone: so is everything in this browser, but from when they may join again. */
export async function forgetMember(rejoinFrom: string): Promise<void> {
  await loginCookie.clear();
  await dropTickets(["signup", "guardian", "recovery", "reverification"]);
  await guardianLinkCookie.clear();
  await browserCookie.clear();
  await toldCookie.write({ admittedFrom: rejoinFrom, hasLeft: true });
}

/** Whether it was in this browser that a member left, lately. */
export async function hasLeftHere(): Promise<boolean> {
  return (await toldCookie.read())?.hasLeft === true;
}

/** Ends the member's login, and lets the next page confirm it. */
export async function logOutHere(now: Date): Promise<void> {
  await memberAccess.signOut();
  await toldCookie.write({ ...(await toldCookie.read()), loggedOutAt: now.getTime() });
}

/** Whether somebody has just logged out here; nobody is told of it later, or of an older one. */
export async function hasJustLoggedOut(now: Date): Promise<boolean> {
  const { loggedOutAt = 0 } = (await toldCookie.read()) ?? {};
  return now.getTime() - loggedOutAt < 60_000 && (await memberAccess.current()) === null;
}

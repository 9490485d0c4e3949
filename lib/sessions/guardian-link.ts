import { config } from "@/lib/config";
import { browserCookie } from "@/lib/sessions/cookie";

/** Keeps the token in the child's own cookie: the database holds its hash alone. */
export async function rememberGuardianLink(token: string): Promise<void> {
  const cookie = await browserCookie();
  cookie.guardianLink = token;
  await cookie.save();
}

/** The link that this child made, to be sent to the guardian. */
export async function currentGuardianLink(): Promise<GuardianLink | null> {
  const { guardianLink } = await browserCookie();
  if (guardianLink === undefined) return null;
  const path = `/guardian/invitation?link=${guardianLink}` as const;
  return { path, address: `${config().appUrl}${path}` };
}

export type GuardianLink = { path: `/guardian/invitation?link=${string}`; address: string };

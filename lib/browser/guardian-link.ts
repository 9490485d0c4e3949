import { config } from "@/lib/config";
import { currentSignUp } from "@/lib/browser/attempt";
import { guardianLinkCookie } from "@/lib/browser/cookie";

/** Keeps the token in the child's own cookie: the database holds its hash alone. */
export async function rememberGuardianLink(token: string): Promise<void> {
  const attempt = await currentSignUp();
  if (attempt !== null) await guardianLinkCookie.write({ attempt: attempt.id, token });
}

/** The link that this child made, to be sent to the guardian. */
export async function currentGuardianLink(): Promise<GuardianLink | null> {
  const [kept, attempt] = await Promise.all([guardianLinkCookie.read(), currentSignUp()]);
  if (kept === null || kept.attempt !== attempt?.id) return null;
  const path = `/guardian/invitation?link=${kept.token}` as const;
  return { path, address: `${config().appUrl}${path}` };
}

export type GuardianLink = { path: `/guardian/invitation?link=${string}`; address: string };

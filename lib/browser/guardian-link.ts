import { config } from "@/lib/config";
import { currentAttempt } from "@/lib/browser/attempt";
import { guardianLinkCookie } from "@/lib/browser/cookie";

/** Keeps the token in the child's own cookie: the database holds its hash alone. */
export async function rememberGuardianLink(token: string): Promise<void> {
  const attempt = await currentAttempt();
  if (attempt !== null) await guardianLinkCookie.write({ attempt: attempt.id, token });
}

/** The link that this child made, to be sent to the guardian. */
export async function currentGuardianLink(): Promise<GuardianLink | null> {
  const [kept, attempt] = await Promise.all([guardianLinkCookie.read(), currentAttempt()]);
  if (kept === null || kept.attempt !== attempt?.id) return null;
  const path = `/guardian/invitation?link=${kept.token}` as const;
  return { path, address: `${config().appUrl}${path}` };
}

export type GuardianLink = { path: `/guardian/invitation?link=${string}`; address: string };

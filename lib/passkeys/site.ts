/** A passkey belongs to a host: that of APP_URL. */
export function rpIdOf(appUrl: string): string {
  return new URL(appUrl).hostname;
}

/** Milliseconds until a challenge is void. */
export const challengeLifetime = 5 * 60_000;

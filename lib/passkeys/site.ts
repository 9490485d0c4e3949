/** A passkey belongs to a host: that of APP_URL. */
export function rpIdOf(appUrl: string): string {
  return new URL(appUrl).hostname;
}

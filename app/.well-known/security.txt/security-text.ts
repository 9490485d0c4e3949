/**
 * Where a finder of a weakness writes to, as RFC 9116 has it. It holds for half a year from each time
 * that it is asked for: it says what the running server's settings say, and never goes stale.
 */
export function securityText({ appUrl, contact, now }: SecurityContact): string {
  const expires = new Date(now.getTime() + validFor);
  expires.setUTCHours(0, 0, 0, 0);
  return [
    `Contact: mailto:${contact}`,
    `Expires: ${expires.toISOString().replace(".000", "")}`,
    "Preferred-Languages: ko, en",
    `Canonical: ${appUrl}/.well-known/security.txt`,
    "",
  ].join("\n");
}

const validFor = 180 * 24 * 60 * 60 * 1000;

type SecurityContact = { appUrl: string; contact: string; now: Date };

/**
 * The Content-Security-Policy of every page. Scripts run by nonce only; what a trusted script loads,
 * such as PortOne's, is trusted with it. PortOne's window and the gateways behind it are listed where
 * their script may connect, frame or submit to: hosts as integrators observe them.
 */
export function contentPolicy({ nonce, sdkOrigin, development, secure }: PolicyOptions): string {
  const ours = ["'self'"];
  const portone = [...portoneHosts, sdkOrigin];
  const directives: Record<string, readonly string[]> = {
    "default-src": ours,
    "script-src": [
      ...ours,
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      // React rebuilds stack traces with eval while developing.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    "style-src": [...ours, ...(development ? ["'unsafe-inline'"] : [])],
    "img-src": [...ours, "data:"],
    "connect-src": [...ours, ...portone, ...(development ? ["ws:"] : [])],
    "frame-src": portone,
    "form-action": [...ours, ...portone],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    ...(secure ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

const portoneHosts = [
  "https://*.portone.io",
  "https://*.iamport.kr",
  "https://*.prod.iamport.co",
  "https://*.inicis.com",
  "https://cert.kcp.co.kr",
  "https://*.danalpay.com",
];

export type PolicyOptions = {
  nonce: string;
  /** Where the browser SDK comes from. */
  sdkOrigin: string;
  development: boolean;
  secure: boolean;
};

/**
 * What a trusted script such as PortOne's loads is trusted too. The hosts are those that
 * integrators observed PortOne's window and its gateways to use.
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
      // React uses eval for stack traces in development.
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

/** Of a policy that `contentPolicy` wrote. */
export function nonceOf(policy: string | null): string | undefined {
  return /'nonce-([^']+)'/.exec(policy ?? "")?.[1];
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
  sdkOrigin: string;
  development: boolean;
  secure: boolean;
};

import type { ServerResponse } from "node:http";

/** The addresses of PortOne's answer. They show no page, so proxy.ts leaves them out. */
const withoutPage = ["/certifications", "/certifications/redirect"];

/** Before Next answers: the headers of every answer, whoever writes it. Pages get their policy from proxy.ts. */
export function prepareAnswer(response: ServerResponse, url: string, appUrl: string): void {
  for (const [name, value] of headersOfAll) response.setHeader(name, value);
  // Without includeSubDomains, which is the operator's decision.
  if (appUrl.startsWith("https:")) {
    response.setHeader("strict-transport-security", "max-age=63072000");
  }
  // Next sends the headers by themselves, just before the first of the body: both go in one packet.
  response.flushHeaders = () => {};
  const [path = ""] = url.split("?");
  // The address holds a token. Not no-referrer, under which a browser sends our own forms without an origin.
  if (path.startsWith("/link/")) response.setHeader("referrer-policy", "same-origin");
  if (withoutPage.includes(path)) response.setHeader("content-security-policy", nothingPolicy);
}

const headersOfAll = [
  // PortOne's popup must reach its opener.
  ["cross-origin-opener-policy", "same-origin-allow-popups"],
  ["referrer-policy", "strict-origin-when-cross-origin"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=()"],
] as const;

const nothingPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

import type { IncomingHttpHeaders } from "node:http";

/** The socket's own address. Next tells a handler none, and believes any X-Forwarded-For. */
export const peerHeader = "x-peer-address";
/** An id of ours for each request. */
export const requestIdHeader = "x-request-id";
/** What a form heard, for the page that is shown again; see render-page.ts. */
export const formProblemHeader = "x-form-problem";
/** Proves that this process sends a request to itself. */
export const internalHeader = "x-internal-request";

/**
 * Headers that steer this server or Next from within. Whoever sends one from outside is not heard:
 * the policy would choose a page's nonce, and Next forwards a form action to itself.
 */
export const inwardHeaders = [
  peerHeader,
  requestIdHeader,
  formProblemHeader,
  internalHeader,
  "content-security-policy",
  "next-action",
  "x-action-forwarded",
  "x-middleware-subrequest",
];

export function dropInwardHeaders(headers: IncomingHttpHeaders): void {
  for (const name of inwardHeaders) Reflect.deleteProperty(headers, name);
}

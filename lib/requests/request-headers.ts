import type { IncomingHttpHeaders } from "node:http";

/** The socket's address: Next does not pass it on, and trusts any X-Forwarded-For. */
export const peerHeader = "x-peer-address";
export const requestIdHeader = "x-request-id";
/** A form's problem, for the page that is shown again; see render-page.ts. */
export const formProblemHeader = "x-form-problem";
/** A member asked to see their own data in full: for the page that the server asks itself for. */
export const inFullHeader = "x-shown-in-full";
/** A value that an administrator asked to see in full: for the page that the server asks itself for. */
export const revealedHeader = "x-revealed";
/** A passphrase that is shown once: for the page that the server asks itself for. */
export const shownOnceHeader = "x-shown-once";
/** Proves that this process sent the request itself. */
export const internalHeader = "x-internal-request";

/** Next and our handlers trust these headers, so they are removed from every outside request. */
export const inwardHeaders = [
  peerHeader,
  requestIdHeader,
  formProblemHeader,
  internalHeader,
  inFullHeader,
  revealedHeader,
  shownOnceHeader,
  "content-security-policy", // Next takes a page's nonce from it
  "next-action",
  "x-action-forwarded", // Next forwards form actions to itself
  "x-middleware-subrequest",
];

export function dropInwardHeaders(headers: IncomingHttpHeaders): void {
  for (const name of inwardHeaders) Reflect.deleteProperty(headers, name);
}

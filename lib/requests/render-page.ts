import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { request } from "undici";
import type {
  formProblemHeader,
  inFullHeader,
  revealedHeader,
  shownOnceHeader,
} from "@/lib/requests/request-headers";
import { internalHeader, peerHeader } from "@/lib/requests/request-headers";

/**
 * In Next a handler cannot render a page and a page cannot set a status, so we request the page
 * over our own socket.
 * @param headers of the form's request, for cookies, language and content policy.
 * @param marks what the page is told by us alone.
 * @throws if the page cannot be fetched.
 */
export async function renderPage(
  path: string,
  { headers, marks }: { headers: Headers; marks: Partial<Record<Mark, string>> },
): Promise<RenderedPage> {
  if (kept.listening === undefined) throw new Error("This server has not been asked anything yet");
  const { address, port } = kept.listening;
  const passed = [...ownHeaders, peerHeader]
    .map((name) => [name, headers.get(name)] as const)
    .filter((pair): pair is [string, string] => pair[1] !== null);
  const answer = await request(`http://${address}:${port}${path}`, {
    method: "GET",
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    headers: {
      ...Object.fromEntries(passed),
      accept: "text/html",
      [internalHeader]: secret,
      ...marks,
    },
  });
  const html = await answer.body.text();
  const { location } = answer.headers;
  return { status: answer.statusCode, location: [location].flat()[0] ?? null, html };
}

const ownHeaders = [
  "cookie",
  "accept-language",
  "user-agent",
  "content-security-policy",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
];

const patienceMs = 10_000;

export function isInternal({ headers }: IncomingMessage): boolean {
  return headers[internalHeader] === secret;
}

/** The address at which the latest request reached this server. */
export function rememberAddress({ localAddress, localPort }: Socket): void {
  if (localAddress === undefined || localPort === undefined) return;
  const address = localAddress.includes(":") ? `[${localAddress}]` : localAddress;
  kept.listening = { address, port: localPort };
}

/** On `globalThis`, since Next bundles the start-up code and the handlers separately. */
const kept: typeof globalThis & {
  listening?: { address: string; port: number };
  internalSecret?: string;
} = globalThis;
const secret = (kept.internalSecret ??= randomBytes(32).toString("hex"));

type Mark =
  typeof formProblemHeader | typeof inFullHeader | typeof revealedHeader | typeof shownOnceHeader;
export type RenderedPage = { status: number; location: string | null; html: string };

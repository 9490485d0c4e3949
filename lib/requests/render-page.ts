import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { request } from "undici";
import { formProblemHeader, internalHeader, peerHeader } from "@/lib/requests/request-headers";

/**
 * A page of ours as this browser would be shown it, with what a form has just heard. Next lets no
 * handler render a page and no page set a status, so the page is asked for over our own socket.
 * @param headers of the form's request: whose cookies, language and policy count.
 * @throws when the page cannot be had.
 */
export async function renderPage(
  path: string,
  { headers, problem }: { headers: Headers; problem: string },
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
      [formProblemHeader]: problem,
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

/** Whether this very process sent the request. */
export function isInternal({ headers }: IncomingMessage): boolean {
  return headers[internalHeader] === secret;
}

/** Remembers where this server can be reached: where the latest request reached it. */
export function rememberAddress({ localAddress, localPort }: Socket): void {
  if (localAddress === undefined || localPort === undefined) return;
  const address = localAddress.includes(":") ? `[${localAddress}]` : localAddress;
  kept.listening = { address, port: localPort };
}

/** On `globalThis`: Next bundles the server's start and the handlers apart. */
const kept: typeof globalThis & {
  listening?: { address: string; port: number };
  internalSecret?: string;
} = globalThis;
const secret = (kept.internalSecret ??= randomBytes(32).toString("hex"));

export type RenderedPage = { status: number; location: string | null; html: string };

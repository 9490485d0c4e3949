import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isPostAddress, postAddressOf } from "@/lib/requests/post-addresses";
import { isInternal } from "@/lib/requests/render-page";
import { dropInwardHeaders, peerHeader, requestIdHeader } from "@/lib/requests/request-headers";
import { askedHosts, namesSite } from "@/lib/requests/site-host";

/** Handlers for requests that no page answers. */
export const otherHostPath = "/other-host";
export const unansweredPath = "/unanswered";
const nowherePath = "/nowhere";
/** Query parameter: we have redirected this browser to our own host. */
export const ledMark = "_host";

/** Before Next sees a request: sets our own headers, the host of APP_URL and a known path. */
export function prepareRequest(request: IncomingMessage, appUrl: string): void {
  if (isInternal(request)) {
    request.headers[requestIdHeader] = randomUUID();
    return;
  }
  dropInwardHeaders(request.headers);
  request.headers[requestIdHeader] = randomUUID();
  request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  const url = addressOf(request, appUrl);
  if (url.startsWith(unansweredPath)) request.method = "GET";
  request.url = url;
  const { host, protocol } = new URL(appUrl);
  request.headers.host = host;
  request.headers["x-forwarded-host"] = host;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
}

function addressOf(request: IncomingMessage, appUrl: string): string {
  const { method, url = "" } = request;
  const path = pathOf(url);
  // Next's development overlay.
  if (path?.pathname.startsWith("/__nextjs")) return path.whole;
  if (path === null || !usualMethods.includes(method ?? "")) return unanswered(path);
  // The handler itself refuses methods that it does not have.
  if (method !== "GET" && method !== "HEAD" && isPostAddress(path.pathname)) return path.whole;
  if (method === "POST") {
    const address = postAddressOf(path.pathname);
    return address === null ? unanswered(path) : `${address}${path.search}`;
  }
  if (method !== "GET" && method !== "HEAD") return unanswered(path);
  // Next's internal pages, such as /_not-found.
  if (/^\/_(?!next\/)/.test(path.pathname)) return nowherePath;
  return leadToSite(request, path, appUrl);
}

/** A proxy may send the absolute form. Null if there is no path, as in `OPTIONS *`. */
function pathOf(url: string): Path | null {
  const absolute = /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
  const whole = absolute === null ? url : `${absolute.pathname}${absolute.search}`;
  if (!whole.startsWith("/")) return null;
  const [pathname = "", ...search] = whole.split("?");
  return { pathname, search: search.length === 0 ? "" : `?${search.join("?")}`, whole };
}

/** Next fails with an error on any other method. */
const usualMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function unanswered(path: Path | null): string {
  return `${unansweredPath}?${new URLSearchParams({ path: path?.whole ?? "/" }).toString()}`;
}

/**
 * Redirects a browser that used another name of this site (127.0.0.1, `www.`) before its form is
 * refused. A proxy that sends its own name as Host looks the same; we recognise it when the
 * redirected browser comes back under the same name.
 */
function leadToSite(request: IncomingMessage, path: Path, appUrl: string): string {
  const { headers } = request;
  const query = new URLSearchParams(path.search);
  const wasLed = query.get(ledMark) === "1";
  if (namesSite(headers, appUrl)) return wasLed ? otherHost(path, { mark: false }) : path.whole;
  const hosts = askedHosts(headers).join();
  if (wasLed) proxyNames.add(hosts);
  if (!isPageVisit(request, path) || proxyNames.has(hosts)) return path.whole;
  return otherHost(path, { mark: true });
}

function otherHost({ pathname, search }: Path, { mark }: { mark: boolean }): string {
  const query = new URLSearchParams(search);
  query.delete(ledMark);
  if (mark) query.set(ledMark, "1");
  const to = query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
  return `${otherHostPath}?${new URLSearchParams({ to }).toString()}`;
}

function isPageVisit({ headers }: IncomingMessage, { pathname }: Path): boolean {
  const isHtml = (headers.accept ?? "").includes("text/html");
  return (
    isHtml && headers["rsc"] === undefined && !/^\/(_next|health|metrics)(\/|$)/.test(pathname)
  );
}

/** Host names that proxies in front of us send. Bounded, since anybody may send any. */
const proxyNames = {
  names: new Set<string>(),
  has: (name: string) => proxyNames.names.has(name),
  add: (name: string) => {
    if (proxyNames.names.size < 50) proxyNames.names.add(name);
  },
};

type Path = { pathname: string; search: string; whole: string };

import { config } from "@/lib/config";

/** Redirects a browser that used another name of this site to APP_URL. */
export function GET(request: Request): Response {
  const to = new URL(request.url).searchParams.get("to") ?? "/";
  const path = /^\/(?![/\\])/.test(to) ? to : "/";
  const headers = { location: `${config().appUrl}${path}`, "cache-control": "no-store" };
  return new Response(null, { status: 307, headers });
}

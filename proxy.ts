import { NextResponse, type NextRequest } from "next/server";
import { config as settings } from "@/lib/config";
import { contentPolicy } from "@/lib/requests/content-policy";

/** Only writes the content policy: pages and handlers check access themselves. */
export function proxy(request: NextRequest): NextResponse {
  const { production, secureCookies, portone } = settings();
  // A page rendered for one of our handlers is part of its answer and uses the same policy.
  const policy =
    request.headers.get("content-security-policy") ??
    contentPolicy({
      nonce: btoa(crypto.randomUUID()),
      sdkOrigin: new URL(portone.sdkUrl).origin,
      development: !production,
      secure: secureCookies,
    });
  // Next reads the nonce for its own scripts from this request header.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Everything but the build's own files, fonts and the brand's, which have a policy without a nonce
 * (next.config.js), and the addresses of PortOne's answer, which show no page: Next copies a request
 * with its body for a proxy, which costs as much as the whole exchange.
 */
export const config = {
  matcher: "/((?!_next/static/|brand/|fonts/|icon\\.svg$|certifications(?:/redirect)?$).*)",
};

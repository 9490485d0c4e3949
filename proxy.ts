import { NextResponse, type NextRequest } from "next/server";
import { config as settings } from "@/lib/config";
import { contentPolicy } from "@/lib/requests/content-policy";

/** Only writes headers: pages and handlers check access themselves. */
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
  // PortOne's popup must reach its opener.
  response.headers.set("cross-origin-opener-policy", "same-origin-allow-popups");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (secureCookies) {
    // Without includeSubDomains, which is the operator's decision.
    response.headers.set("strict-transport-security", "max-age=63072000");
  }
  return response;
}

/** Everything but the build's own files and the brand's, which have a policy without a nonce (next.config.js). */
export const config = { matcher: "/((?!_next/static/|brand/|icon\\.svg$).*)" };

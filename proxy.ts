import { NextResponse, type NextRequest } from "next/server";
import { config as settings } from "@/lib/config";
import { contentPolicy } from "@/lib/requests/content-policy";

/** Writes response headers and decides nothing: every page, action and handler asks for itself. */
export function proxy(request: NextRequest): NextResponse {
  const { production, secureCookies, portone } = settings();
  // A page that one of our own handlers asks for is part of its answer, and so under its policy.
  const policy =
    request.headers.get("content-security-policy") ??
    contentPolicy({
      nonce: btoa(crypto.randomUUID()),
      sdkOrigin: new URL(portone.sdkUrl).origin,
      development: !production,
      secure: secureCookies,
    });
  // Next reads the nonce for its own scripts from the request.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  // PortOne's popup must be able to answer its opener.
  response.headers.set("cross-origin-opener-policy", "same-origin-allow-popups");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (secureCookies) {
    // For this host alone: what its subdomains do is the operator's to say.
    response.headers.set("strict-transport-security", "max-age=63072000");
  }
  return response;
}

/** Everything but the build's own files and the brand's, which have a policy without a nonce (next.config.js). */
export const config = { matcher: "/((?!_next/static/|brand/|icon\\.svg$).*)" };

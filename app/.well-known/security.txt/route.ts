import { config } from "@/lib/config";
import { securityText } from "./security-text";

/** A handler, no file: its address and its contact are settings. Without a contact there is none. */
export function GET(): Response {
  const { appUrl, supportEmail } = config();
  if (supportEmail === null) return new Response(null, { status: 404 });
  const text = securityText({ appUrl, contact: supportEmail, now: new Date() });
  return new Response(text, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "max-age=86400" },
  });
}

export const dynamic = "force-dynamic";

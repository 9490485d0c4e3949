import type { IncomingHttpHeaders } from "node:http";

/** Ignores case, a trailing dot and a missing port (`proxy_set_header Host $host`). */
export function namesSite(headers: IncomingHttpHeaders, appUrl: string): boolean {
  const site = new URL(appUrl);
  return askedHosts(headers).some((host) => isHostOf(host, site));
}

/** The hosts of Host and X-Forwarded-Host, in lower case. */
export function askedHosts(headers: IncomingHttpHeaders): string[] {
  const forwarded = [headers["x-forwarded-host"] ?? []].flat().join(",");
  return `${headers.host ?? ""},${forwarded}`
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
}

function isHostOf(written: string, { hostname, port, protocol }: URL): boolean {
  const [, name = "", writtenPort] = /^(.*?)\.?(?::(\d+))?$/.exec(written) ?? [];
  if (name !== hostname) return false;
  const usual = protocol === "https:" ? "443" : "80";
  return writtenPort === undefined || writtenPort === (port || usual);
}

/**
 * What a part of a trace may say of itself: these attributes, in these forms. Whatever else Next or anybody adds is
 * dropped before it is sent, so that no address with its query, no name, cookie or message of an error leaves this server.
 */
const allowed: Readonly<Record<string, RegExp>> = {
  "http.method": /^[A-Z]{3,7}$/,
  // The pattern, /admin/people/[id]: a folder of ours holds no digit and no capital.
  "http.route": /^(\/[a-z[\]._-]{0,40}){1,8}$/,
  "http.status_code": /^[1-5]\d\d$/,
  "next.span_type": /^[A-Za-z]{1,40}\.[A-Za-z]{1,40}$/,
  // The name of a class, or a status.
  "error.type": /^[A-Z][A-Za-z]{0,60}$|^5\d\d$/,
  // From lib/codes.ts and lib/database/faults.ts.
  code: /^[a-z_]{1,60}$/,
  // Of what was asked elsewhere: the kind of the answer, and of the service.
  outcome: /^[a-z-]{1,40}$/,
  provider: /^[a-z0-9_]{1,40}$/,
  // The number that an error page shows.
  request: /^[A-Za-z0-9_-]{1,40}$/,
};

/** The value as it may be sent; null where it may not. */
export function allowedValue(name: string, value: unknown): string | number | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const form = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
  return form?.test(`${value}`) === true ? value : null;
}

/** A part's name is put together from what may be sent, or is a constant of ours or of Next's. */
export function nameOf(given: string, attributes: ReadonlyMap<string, string | number>): string {
  const [method, route] = [attributes.get("http.method"), attributes.get("http.route")];
  const type = attributes.get("next.span_type");
  if (type === "BaseServer.handleRequest") {
    return [method ?? "HTTP", route].filter((word) => word !== undefined).join(" ");
  }
  if (type !== undefined) return `${type}`;
  return /^[A-Za-z_]{1,40}([. ][A-Za-z_]{1,40})?$/.test(given) ? given : "other";
}

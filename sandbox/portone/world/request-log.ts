import { readBody, type Call } from "../http";

const maximum = 1_000;
const maximumBody = 4_096;

/** The calls received; the last thousand. Secrets are left out before anything is kept. */
export class RequestLog {
  private readonly entries: LoggedRequest[] = [];

  /** Kept at once; `status` is filled in when the answer goes out and stays null without one. */
  note(call: Call, at: Date): LoggedRequest {
    const entry: LoggedRequest = {
      at: at.toISOString(),
      method: call.method,
      path: call.path,
      query: call.query.size === 0 ? {} : withoutSecrets(Object.fromEntries(call.query)),
      body: call.body === "" || call.body.length > maximumBody ? null : shownBody(call),
      status: null,
    };
    this.entries.push(entry);
    if (this.entries.length > maximum) this.entries.shift();
    return entry;
  }

  newestFirst(): LoggedRequest[] {
    return this.entries.toReversed();
  }

  clear(): void {
    this.entries.length = 0;
  }
}

function shownBody(call: Call): unknown {
  const body = readBody(call);
  return typeof body === "object" && body !== null ? withoutSecrets(body) : null;
}

const secrets = /key|secret|token|otp|identityNumber|requestBody|customData/i;
const harmless = new Set(["channelKey", "channel_key"]);

/** Objects inside are looked through too, three deep; what lies deeper is left out. */
function withoutSecrets(value: object, depth = 3): unknown {
  if (Array.isArray(value)) return value.length;
  const told = Object.entries(value).filter(([name]) => harmless.has(name) || !secrets.test(name));
  return Object.fromEntries(
    told.map(([name, inner]: [string, unknown]) => {
      if (typeof inner !== "object" || inner === null) return [name, inner];
      return [name, depth > 1 ? withoutSecrets(inner, depth - 1) : null];
    }),
  );
}

export type LoggedRequest = {
  at: string;
  method: string;
  path: string;
  query: unknown;
  body: unknown;
  /** Null while none was sent, and where a fault cut the connection. */
  status: number | null;
};

import { readBody, type Call } from "../http";

const maximum = 1_000;
const maximumBody = 4_096;

/** The last thousand calls, without secrets. */
export class RequestLog {
  private readonly entries: LoggedRequest[] = [];

  /** Stored at once; `status` is set when the answer is sent. */
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

/** Checks nested objects three levels deep and drops deeper ones. */
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
  /** Null before the answer, and if a fault cut the connection. */
  status: number | null;
};

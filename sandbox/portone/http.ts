import type { IncomingMessage } from "node:http";

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
  /** Path parameters of the route. */
  params: Record<string, string>;
};

export type Answer = { status: number; headers?: Record<string, string>; body: string | Buffer };
export type Route = { method: string; pattern: RegExp; handle: (call: Call) => Answer };

export function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  };
}

export function html(body: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

export function script(body: string): Answer {
  return { status: 200, headers: { "content-type": "text/javascript; charset=utf-8" }, body };
}

export function redirectTo(location: string): Answer {
  return { status: 303, headers: { location }, body: "" };
}

/** JSON or form fields, whatever the content type; undefined if it is neither. */
export function readBody({ body, headers }: Call): unknown {
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/x-www-form-urlencoded") && !body.trimStart().startsWith("{")) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  if (body.trim() === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Null if too large. A body somewhat too large is read but not kept, so that the caller gets an
 * answer; an endless one is cut off.
 */
export function readText(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumBody) chunks.push(chunk);
      if (size > patience) resolve(null);
    });
    request.once("end", () => {
      resolve(size > maximumBody ? null : Buffer.concat(chunks).toString("utf8"));
    });
    request.on("error", reject);
  });
}

const maximumBody = 64 * 1024;
const patience = 8 * 1024 * 1024;

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * A server of PortOne's wire format with a script: each call takes the next answer of its path, the
 * last one for ever. `hang` never answers, `half` sends headers and then nothing, `drop` cuts, `cut`
 * does so in the middle.
 */
export async function startStandIn(scripts: Record<string, readonly Reply[]>): Promise<StandIn> {
  const calls: Heard[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const url = request.url ?? "";
      const path = url.split("?")[0] ?? "";
      const before = calls.filter((call) => call.path === path).length;
      const { method = "", headers } = request;
      const { authorization = null, range = null, "user-agent": userAgent = null } = headers;
      calls.push({ method, path, url, body, authorization, range, userAgent });
      const script = scripts[path] ?? [];
      answer(response, script[before] ?? script.at(-1) ?? { status: 404, body: "" });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port is bound");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    to: (path) => calls.filter((call) => call.path === path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As V1 answers: everything in its envelope. */
export function enveloped(response: unknown, status = 200): Told {
  return { status, body: JSON.stringify({ code: 0, message: null, response }) };
}

/** As V1 refuses. */
export function refusal(status: number): Told {
  return { status, body: JSON.stringify({ code: -1, message: "거절", response: null }) };
}

export function json(body: unknown, status = 200): Told {
  return { status, body: JSON.stringify(body) };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "drop") {
    response.destroy();
    return;
  }
  if (reply === "half") {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"code":0,');
    return;
  }
  if (reply === "cut") {
    response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
    response.write('{"code":0,', () => response.destroy());
    return;
  }
  const { status, body, delayMs = 0 } = reply;
  setTimeout(() => response.writeHead(status).end(body), delayMs);
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

export type Told = { status: number; body: string; delayMs?: number };
export type Reply = "hang" | "half" | "drop" | "cut" | Told;
export type StandIn = {
  url: string;
  calls: readonly Heard[];
  to: (path: string) => Heard[];
  close: () => Promise<void>;
};
type Heard = {
  method: string;
  path: string;
  url: string;
  body: string;
  authorization: string | null;
  range: string | null;
  userAgent: string | null;
};

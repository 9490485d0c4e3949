import {
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";

/**
 * A proxy that gives each request to the next of the servers. One that takes no connection is left out
 * for this request; what was sent and not answered is answered 502, since it may have been done.
 */
export async function startBalancer(
  port: number,
  servers: () => readonly string[],
): Promise<Balancer> {
  let turn = 0;
  const taken: string[] = [];
  const server = createServer((request, response) => {
    const all = servers();
    const order = all.map((_, at) => all[(turn + at) % all.length] ?? "");
    turn += 1;
    void readAll(request).then((body) => forward(request, body, response, order, taken));
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return {
    url: `http://localhost:${port}`,
    taken: () => taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
}

function forward(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  [target, ...others]: readonly string[],
  taken: string[],
): void {
  if (target === undefined) return fail(response, 503);
  const { method, headers, url } = request;
  let isConnected = false;
  const sent = send(new URL(url ?? "/", target), { method, headers, agent: false }, (answer) => {
    taken.push(target);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.once("error", () => response.destroy());
  });
  sent.once("socket", (socket) => socket.once("connect", () => (isConnected = true)));
  sent.once("error", () => {
    if (!isConnected) return forward(request, body, response, others, taken);
    if (response.headersSent) response.destroy();
    else fail(response, 502);
  });
  sent.end(body);
}

function fail(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/plain" }).end();
}

export type Balancer = {
  url: string;
  /** Which server answered, request by request. */
  taken: () => readonly string[];
  close: () => Promise<void>;
};

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Clock } from "./clock";
import { controlRoutes, type LoggedRequest, type Switches } from "./control";
import { faultAnswer, Faults } from "./faults";
import { fontRoutes } from "./font";
import { homeRoutes } from "./home";
import { json, readBody, script, type Answer, type Call, type Route } from "./http";
import { People } from "./people";
import { Records } from "./records";
import { v1Routes } from "./v1";
import { v1Sdk } from "./v1-sdk";
import { v2Routes } from "./v2";
import { v2Sdk } from "./v2-sdk";
import { windowRoutes } from "./window";

const maximumBody = 64 * 1024;
const maximumLogged = 1_000;

/** The local PortOne: one server, state in memory, never a stack trace, never an exit. */
export function createSandboxServer(): Server {
  const clock = new Clock();
  const switches: Switches = { birth: true, impSuccess: false };
  const requests: LoggedRequest[] = [];
  const faults = new Faults();
  const people = new People(clock);
  const records = new Records(clock);
  const world = { clock, people, records, faults, requests, switches };
  const routes: Route[] = [
    ...v1Routes(world),
    { method: "GET", pattern: /^\/v1\/iamport\.js$/, handle: () => script(v1Sdk) },
    ...v2Routes(world),
    { method: "GET", pattern: /^\/v2\/browser-sdk\.js$/, handle: () => script(v2Sdk) },
    ...windowRoutes(world),
    ...controlRoutes(world),
    ...homeRoutes(world),
    ...fontRoutes(),
  ];
  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });
  return server;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const { method = "GET", headers } = request;
    const call: Call = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: body ?? "",
      params: {},
    };
    const control = call.path.startsWith("/_sandbox/");
    const fault = control ? null : faults.take(call);
    if (fault?.delayMs) await sleep(fault.delayMs);
    if (fault?.drop) {
      request.socket.destroy();
      return;
    }
    const answer =
      (fault && faultAnswer(fault)) ?? (body === null ? tooLarge : answerOf(call, routes));
    if (!control) note(requests, call, answer.status, clock);
    response.writeHead(answer.status, { "cache-control": "no-store", ...answer.headers });
    response.end(answer.body);
  }
}

const tooLarge = json(413, {
  type: "INVALID_REQUEST",
  code: -1,
  message: "The body is too large",
  response: null,
});

function answerOf(call: Call, routes: Route[]): Answer {
  try {
    for (const route of routes) {
      const match = route.method === call.method ? route.pattern.exec(call.path) : null;
      if (match !== null) return route.handle({ ...call, params: decoded(match.groups) });
    }
    return json(404, {
      type: "NOT_FOUND",
      code: -1,
      message: `No such path: ${call.method} ${call.path}`,
      response: null,
    });
  } catch {
    return json(500, {
      type: "INTERNAL",
      code: -1,
      message: "The sandbox has failed",
      response: null,
    });
  }
}

function decoded(groups: Record<string, string> | undefined): Record<string, string> {
  const entries = Object.entries(groups ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, tryDecode(value)]));
}

function tryDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const secretFields = new Set(["imp_key", "imp_secret", "apiSecret", "refreshToken", "otp"]);

function note(requests: LoggedRequest[], call: Call, status: number, clock: Clock): void {
  const body = call.body === "" ? null : readBody(call);
  const shown =
    body !== null && typeof body === "object"
      ? Object.fromEntries(Object.entries(body).filter(([name]) => !secretFields.has(name)))
      : null;
  requests.push({
    at: clock.now().toISOString(),
    method: call.method,
    path: call.path,
    status,
    body: shown,
  });
  if (requests.length > maximumLogged) requests.shift();
}

/** Null when it is larger than any call can be. */
async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= maximumBody) chunks.push(chunk);
  }
  return size > maximumBody ? null : Buffer.concat(chunks).toString("utf8");
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { controlRoutes } from "./control/control";
import { faultAnswer } from "./world/faults";
import { fontRoutes } from "./pages/font";
import { homeRoutes } from "./pages/home";
import { json, readText, type Answer, type Call, type Route } from "./http";
import { v1Routes } from "./v1/api";
import { v1SdkRoute } from "./v1/sdk";
import { v2Routes } from "./v2/api";
import { attemptRoutes } from "./v2/attempt";
import { v2SdkRoute } from "./v2/sdk";
import { windowRoutes } from "./pages/window";
import { mailRoutes } from "../mail/mail-routes";
import type { World } from "./world/world";

/** State in memory only. An error never shows a stack trace or ends the process. */
export function createSandboxServer(world: World): Server {
  const { clock, faults, log } = world;
  const routes: Route[] = [
    ...v1Routes(world),
    ...v2Routes(world),
    v1SdkRoute(world),
    v2SdkRoute(),
    ...attemptRoutes(world),
    ...windowRoutes(world),
    ...controlRoutes(world),
    ...mailRoutes(world),
    ...homeRoutes(world),
    ...fontRoutes(),
  ];
  return createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const call = readCall(request, body ?? "");
    if (call === null) return send(response, failure(400, "INVALID_REQUEST", "An unreadable path"));
    const control = call.path.startsWith("/_sandbox");
    const entry = control ? null : log.note(call, clock.now());
    const fault = control ? null : faults.take(call);
    if (fault?.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
    if (fault?.drop) {
      request.socket.destroy();
      return;
    }
    const tooLarge =
      body === null ? failure(413, "INVALID_REQUEST", "The body is too large") : null;
    if (tooLarge !== null) response.setHeader("connection", "close");
    const answer = (fault && faultAnswer(fault)) ?? tooLarge ?? answerOf(call, routes);
    if (entry !== null) entry.status = answer.status;
    send(response, answer, call.method === "HEAD");
  }
}

/** Null if the target is no path. Split by hand, since a URL object per call is too slow. */
function readCall({ method = "GET", url = "/", headers }: IncomingMessage, body: string) {
  if (!url.startsWith("/")) return null;
  const end = url.indexOf("?");
  const query = end === -1 ? noQuery : new URLSearchParams(url.slice(end + 1));
  const path = end === -1 ? url : url.slice(0, end);
  const call: Call = { method, path, query, headers, body, params: {} };
  return call;
}

const noQuery = new URLSearchParams();

function answerOf(call: Call, routes: Route[]): Answer {
  const method = call.method === "HEAD" ? "GET" : call.method;
  try {
    for (const route of routes) {
      const match = route.method === method ? route.pattern.exec(call.path) : null;
      if (match !== null) return route.handle({ ...call, params: decoded(match.groups) });
    }
    return failure(404, "NOT_FOUND", `No such path: ${call.method} ${call.path}`);
  } catch {
    return failure(500, "INTERNAL", "The sandbox has failed");
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer, headOnly = false): void {
  response.writeHead(status, {
    "cache-control": "no-store",
    server: "PortOne sandbox, not PortOne",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(headOnly ? undefined : body);
}

/** An error that clients of V1 and V2 can read. */
function failure(status: number, type: string, message: string): Answer {
  return json(status, { type, code: -1, message, response: null });
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

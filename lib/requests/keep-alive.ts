import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";

/**
 * How long an idle connection stays open, however the server was started. Longer than the balancer's idle time,
 * or it sends a request on a connection that is just being closed, and answers 502.
 */
export function keepAlive(seconds: number): void {
  subscribe("http.server.request.start", (message) => {
    const server = serverOf(message);
    if (server !== null) server.keepAliveTimeout = seconds * 1_000;
  });
}

function serverOf(message: unknown): Server | null {
  if (typeof message !== "object" || message === null) return null;
  const { server }: { server?: unknown } = message;
  return server instanceof Server ? server : null;
}

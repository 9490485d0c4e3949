import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { keepAlive } from "./keep-alive";

it("keeps idle connections for so long, whatever the server began with", async () => {
  keepAlive(75);
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${portOf(server)}`;
  expect(server.keepAliveTimeout).toBeLessThan(75_000);
  await fetch(url);
  const changed = "Node no longer tells of a request's server: see lib/requests/keep-alive.ts";
  expect(server.keepAliveTimeout, changed).toBe(75_000);
  expect((await fetch(url)).headers.get("keep-alive"), changed).toBe("timeout=75");
  server.close();
  server.closeAllConnections();
});

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

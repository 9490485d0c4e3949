import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { answerUnreadForms, markOurFault, requestIdHeader } from "./unread-form";

/** Fails at every address; at /ours in our own code. */
const server = createServer((request, response) => {
  answerUnreadForms(request, response);
  if (request.url === "/ours") markOurFault(z.string().parse(request.headers[requestIdHeader]));
  response.writeHead(500).end();
});
let address = "";

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  address = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
});
afterAll(() => server.close());

it.each([
  ["POST", "/", 400],
  ["POST", "/ours", 500],
  ["POST", "/certifications", 500],
  ["GET", "/", 500],
  ["GET", "/ours", 500],
])("%s %s is answered %i, and nothing is kept of it", async (method, path, status) => {
  const headers = { [requestIdHeader]: "chosen-by-the-sender" };
  expect((await fetch(`${address}${path}`, { method, headers })).status).toBe(status);
  await expect.poll(() => z.map(z.string(), z.boolean()).parse(underWay())).toEqual(new Map());
});

function underWay(): unknown {
  return Reflect.get(globalThis, "formsUnderWay");
}

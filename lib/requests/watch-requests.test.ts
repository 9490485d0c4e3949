import { createServer, request as send, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "./render-page";
import { internalHeader, peerHeader, requestIdHeader } from "./request-headers";
import { watchRequests } from "./watch-requests";

const appUrl = "https://signup.example.com";
const see = "see lib/requests/watch-requests.ts";

describe("what an upgrade of Node may change", () => {
  /** As they were at the moment in which the server heard them. */
  const heard: Heard[] = [];
  let server: Server;
  beforeAll(async () => {
    watchRequests(appUrl);
    server = createServer((request, response) => {
      heard.push({ url: request.url, headers: { ...request.headers } });
      response.end("shown");
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  afterAll(() => server.close());

  it("a request is told of on a channel before a server hears it, and is the server's own", async () => {
    await post("/login", { host: "elsewhere.example", [peerHeader]: "chosen by the sender" });
    const [request] = heard.splice(0);
    const changed = `Node no longer tells of a request on http.server.request.start first: ${see}`;
    expect(request?.url, changed).toBe("/login/submit");
    expect(request?.headers, changed).toMatchObject({
      host: "signup.example.com",
      "x-forwarded-proto": "https",
      [peerHeader]: "127.0.0.1",
    });
    expect(request?.headers[requestIdHeader], changed).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("an answer has its headers before a server writes it, and a policy where no page is shown", async () => {
    const page = await post("/login", {});
    const changed = `Node no longer tells of an answer with its request: ${see}`;
    expect(page, changed).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin-allow-popups",
      "strict-transport-security": expect.stringMatching(/^max-age=\d{8}$/),
    });
    expect(page["content-security-policy"]).toBeUndefined();
    for (const path of ["/certifications", "/certifications?x=1", "/certifications/redirect"]) {
      expect((await post(path, {}))["content-security-policy"]).toContain("default-src 'none'");
    }
    heard.length = 0;
  });

  it("a socket tells where the server listens, so that it can ask itself for a page", async () => {
    const changed = "A socket no longer tells where it arrived: see lib/requests/render-page.ts";
    const page = await renderPage("/login", {
      headers: new Headers(),
      marks: { "x-form-problem": "x" },
    }).catch(() => null);
    expect(page?.html, changed).toBe("shown");
    const [request] = heard.splice(0);
    expect(request?.headers[internalHeader], changed).toMatch(/^[0-9a-f]{64}$/);
    expect(request?.url, changed).toBe("/login");
  });

  function post(path: string, headers: Record<string, string>): Promise<IncomingHttpHeaders> {
    const { port } = addressOf(server);
    return new Promise((resolve, reject) => {
      const sent = send({ port, path, method: "POST", headers }, (answer) => {
        answer.resume().once("end", () => resolve(answer.headers));
      });
      sent.once("error", reject).end();
    });
  }
});

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It does not listen");
  return address;
}

type Heard = { url: string | undefined; headers: IncomingHttpHeaders };

import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { prepareRequest } from "./prepare-request";
import { inwardHeaders } from "./request-headers";

const appUrl = "https://signup.example.com";

function prepared(method: string, url: string, headers: Record<string, string> = {}) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url });
  Object.assign(request.headers, { host: "signup.example.com", accept: "text/html", ...headers });
  prepareRequest(request, appUrl);
  return { method: request.method, url: request.url, headers: request.headers };
}

describe("a request before Next sees it", () => {
  it.each(inwardHeaders)("loses %s from outside", (name) => {
    const { headers } = prepared("GET", "/", { [name]: "chosen by the sender" });
    expect(headers[name] ?? "").not.toContain("chosen");
  });

  it.each(["a, b", "EVIL.example", "[", "", "127.0.0.1"])(
    "gets the host of APP_URL: %s",
    (host) => {
      const { headers } = prepared("POST", "/login/submit", { host, "x-forwarded-host": host });
      expect([headers.host, headers["x-forwarded-host"], headers["x-forwarded-proto"]]).toEqual([
        "signup.example.com",
        "signup.example.com",
        "https",
      ]);
    },
  );

  it.each([
    ["POST", "/login/submit", "/login/submit"],
    ["POST", "/login", "/login/submit"],
    ["POST", "/login/?a=1", "/login/submit?a=1"],
    ["POST", "/guardian/invitation?link=x", "/guardian/invitation/submit?link=x"],
    ["POST", "/certifications", "/certifications"],
    ["GET", "/login?a=%zz", "/login?a=%zz"],
    ["HEAD", "/login", "/login"],
    ["PUT", "/certifications", "/certifications"],
    ["OPTIONS", "/login/submit", "/login/submit"],
    ["GET", "http://other.example/login?a=1", "/login?a=1"],
    ["GET", "/_next/static/x.js", "/_next/static/x.js"],
  ])("%s %s goes to %s", (method, url, to) => {
    expect(prepared(method, url)).toMatchObject({ method, url: to });
  });

  it.each([
    ["POST", "/terms"],
    ["POST", "/signup/refused"],
    ["POST", "//evil.example"],
    ["OPTIONS", "*"],
    ["OPTIONS", "/login"],
    ["TRACE", "/certifications"],
    ["PUT", "/login"],
    ["DELETE", "/"],
    ["PROPFIND", "/account"],
  ])("%s %s goes to the handler for unanswered requests", (method, url) => {
    const { method: made, url: to } = prepared(method, url);
    expect([made, to?.split("?")[0]]).toEqual(["GET", "/unanswered"]);
  });

  it.each(["/_global-error", "/_not-found", "/_error"])("%s is not a public path", (url) => {
    expect(prepared("GET", url).url).toBe("/nowhere");
  });
});

describe("another name of this site", () => {
  const asked = (host: string, url: string, headers: Record<string, string> = {}) =>
    prepared("GET", url, { host, ...headers }).url ?? "";
  const target = (url: string) => new URLSearchParams(url.split("?")[1]).get("to");

  it("redirects a visitor to APP_URL, with the whole path", () => {
    const url = asked("www.signup.example.com", "/guardian/invitation?link=abc&a=b");
    expect(url).toMatch(/^\/other-host\?/);
    expect(target(url)).toBe("/guardian/invitation?link=abc&a=b&_host=1");
  });
  it("does not redirect requests other than page visits", () => {
    expect(asked("10.0.0.1", "/health/ready", { accept: "*/*" })).toBe("/health/ready");
    expect(asked("10.0.0.1", "/health/ready")).toBe("/health/ready");
    expect(asked("10.0.0.1", "/signup", { rsc: "1" })).toBe("/signup");
    expect(asked("10.0.0.1", "/signup", { accept: "*/*" })).toBe("/signup");
  });
  it("removes the mark once the name is right", () => {
    expect(target(asked("signup.example.com", "/signup?a=1&_host=1"))).toBe("/signup?a=1");
  });
  it("stops redirecting for a proxy that sends its own name", () => {
    expect(asked("app:3000", "/signup")).toMatch(/^\/other-host/);
    expect(asked("app:3000", "/signup?_host=1")).toBe("/signup?_host=1");
    expect(asked("app:3000", "/login")).toBe("/login");
    expect(asked("another:3000", "/login")).toMatch(/^\/other-host/);
  });
});

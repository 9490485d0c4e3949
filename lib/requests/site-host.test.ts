import { describe, expect, it } from "vitest";
import { namesSite } from "./site-host";

const site = "https://signup.example.com";

describe("whether a request names this site", () => {
  it.each([
    ["signup.example.com", undefined],
    ["SIGNUP.Example.COM", undefined],
    ["signup.example.com.", undefined],
    ["signup.example.com:443", undefined],
    ["127.0.0.1:3000", "signup.example.com"],
    ["app", "other.example.com, signup.example.com"],
    ["app", "signup.example.com:443 , b"],
  ])("Host %s, X-Forwarded-Host %s: yes", (host, forwarded) => {
    expect(namesSite({ host, "x-forwarded-host": forwarded }, site)).toBe(true);
  });
  it.each([
    ["", undefined],
    ["127.0.0.1:3000", undefined],
    ["www.signup.example.com", undefined],
    ["signup.example.com:8443", undefined],
    ["signup.example.com.evil.example", undefined],
    ["[", "a, b"],
    ["app", ""],
  ])("Host %s, X-Forwarded-Host %s: no", (host, forwarded) => {
    expect(namesSite({ host, "x-forwarded-host": forwarded }, site)).toBe(false);
  });
  it("knows the port of a site that has one, and forgives a proxy that leaves it out", () => {
    expect(namesSite({ host: "localhost:3000" }, "http://localhost:3000")).toBe(true);
    expect(namesSite({ host: "localhost" }, "http://localhost:3000")).toBe(true);
    expect(namesSite({ host: "localhost:3001" }, "http://localhost:3000")).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { Canary } from "./canary";

const name = "홍카나리아";
const secrets = [name, "01000007777", "canary-bird@example.com", "q+zCanaryCiCanaryCi=="];

describe("the canary's detector", () => {
  it.each([
    ["plain", `{"name":"${name}"}`],
    ["in an address", `/signup?name=${encodeURIComponent(name)}`],
    ["escaped in JSON", '{"name":"\\ud64d\\uce74\\ub098\\ub9ac\\uc544"}'],
    ["as hexadecimal", Buffer.from("x canary-bird@example.com").toString("hex")],
    ["as Base64", Buffer.from('{"a":"canary-bird@example.com"}').toString("base64")],
    ["as Base64, one further", Buffer.from('{"ab":"canary-bird@example.com"}').toString("base64")],
    ["as Base64, two further", Buffer.from('{"abc":"canary-bird@example.com"}').toString("base64")],
    ["in capitals", "CANARY-BIRD@EXAMPLE.COM"],
    ["a CI in an address", `?ci=${encodeURIComponent("q+zCanaryCiCanaryCi==")}`],
  ])("sees it %s", (_how, text) => {
    const canary = new Canary(secrets);
    canary.look("here", text);
    expect(canary.leaks).toHaveLength(1);
  });

  it("reports neither harmless text nor data that the place may show", () => {
    const canary = new Canary(secrets);
    canary.look("here", "홍***아 010-****-7777 c***@example.com");
    canary.look("account", "canary-bird@example.com", ["canary-bird@example.com"]);
    expect(canary.leaks).toEqual([]);
  });
});

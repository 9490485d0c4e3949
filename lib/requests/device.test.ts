import { describe, expect, it } from "vitest";
import { coarseNetwork } from "./client-network";
import { deviceOf } from "./device";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("what a browser says of itself", () => {
  it.each([
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
      "Chrome, macOS",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
      "Microsoft Edge, Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
      "Safari, iOS",
    ],
    [
      `Mozilla/5.0 (Linux; Android 15; SM-S931N) ${webKit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      "Samsung Internet for Android, Android",
    ],
    ["", null],
    [null, null],
  ])("%j is %j", (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it.each([
    "홍길동 01012345678",
    "<script>alert(1)</script>/1.0",
    "\u0000",
    "x".repeat(10_000),
    "a/b/c",
  ])("keeps no sentence of a stranger: %j", (userAgent) => {
    const device = deviceOf(userAgent);
    expect(device ?? "").toMatch(/^[\w .,+-]{0,80}$/);
    expect(device ?? "").not.toContain("01012345678");
  });
});

describe("the network of an address, without the host's part", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["127.0.0.1", "127.0.0.0/24"],
    ["2001:db8:1:2::/64", "2001:db8:1::/48"],
    ["2001:db8:1:ffff::1", "2001:db8:1::/48"],
    ["::1", null],
    ["unknown", null],
    ["", null],
  ])("%s is %s", (address, network) => {
    expect(coarseNetwork(address)).toBe(network);
  });
});

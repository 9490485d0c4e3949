import { describe, expect, it } from "vitest";
import { clientAddress, InvalidProxies, parseTrustedProxies } from "./client-address";

const proxies = "10.0.0.0/8, 203.0.113.7,2001:db8:1::/48";
const cases: [string, { peer: string | null; forwardedFor: string | null }, string, string][] = [
  [
    "believes nothing by default",
    { peer: "198.51.100.1", forwardedFor: "1.1.1.1" },
    "",
    "198.51.100.1",
  ],
  [
    "believes our proxy",
    { peer: "10.1.2.3", forwardedFor: "198.51.100.2" },
    proxies,
    "198.51.100.2",
  ],
  [
    "takes the rightmost hop that is not ours, whatever was written before it",
    { peer: "10.1.2.3", forwardedFor: "1.1.1.1, 198.51.100.2, 203.0.113.7" },
    proxies,
    "198.51.100.2",
  ],
  [
    "believes nobody who is no proxy of ours",
    { peer: "198.51.100.9", forwardedFor: "10.0.0.1, 198.51.100.2" },
    proxies,
    "198.51.100.9",
  ],
  [
    "knows IPv4 in IPv6",
    { peer: "::ffff:10.0.0.1", forwardedFor: "::ffff:198.51.100.2" },
    proxies,
    "198.51.100.2",
  ],
  [
    "leaves ports and brackets away",
    { peer: "10.0.0.1", forwardedFor: "[2001:db8:2::1]:443" },
    proxies,
    "2001:db8:2:0::/64",
  ],
  [
    "leaves a port away",
    { peer: "10.0.0.1", forwardedFor: "198.51.100.2:5000" },
    proxies,
    "198.51.100.2",
  ],
  [
    "counts IPv6 by its network",
    { peer: "2001:db8:5:6:7:8:9:a", forwardedFor: null },
    "",
    "2001:db8:5:6::/64",
  ],
  [
    "and the same network as the same",
    { peer: "2001:0db8:0005:0006::1", forwardedFor: null },
    "",
    "2001:db8:5:6::/64",
  ],
  [
    "knows an IPv6 proxy",
    { peer: "2001:db8:1:2::1", forwardedFor: "198.51.100.2" },
    proxies,
    "198.51.100.2",
  ],
  [
    "stops at what is no address",
    { peer: "10.0.0.1", forwardedFor: "198.51.100.2, <script>" },
    proxies,
    "unknown",
  ],
  [
    "knows nobody behind proxies alone",
    { peer: "10.0.0.1", forwardedFor: "10.0.0.2" },
    proxies,
    "unknown",
  ],
  ["knows nobody without a peer", { peer: null, forwardedFor: "198.51.100.2" }, proxies, "unknown"],
];

describe("the client's address", () => {
  it.each(cases)("%s", (_name, hops, trusted, expected) => {
    expect(clientAddress(hops, parseTrustedProxies(trusted))).toBe(expected);
  });

  it.each(["proxy.example.com", "10.0.0.0/33", "10.0.0.1/", "::1/129", "10.0.0.0/8/8", "10.0.0"])(
    "refuses to trust %s",
    (entry) => {
      expect(() => parseTrustedProxies(entry)).toThrow(InvalidProxies);
    },
  );
});

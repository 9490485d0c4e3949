import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  InvalidProxies,
  clientAddress,
  isClientAmong,
  isTrusted,
  parseTrustedProxies,
} from "./client-address";

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

  const bucketOf = (peer: string) =>
    clientAddress({ peer, forwardedFor: null }, parseTrustedProxies(""));

  it.each([
    "198.51.100.2",
    "::ffff:198.51.100.2",
    "::FFFF:198.51.100.2",
    "::ffff:c633:6402",
    "0:0:0:0:0:ffff:c633:6402",
    "0000:0000:0000:0000:0000:FFFF:C633:6402",
    "0:0::ffff:198.51.100.2",
    "[::ffff:c633:6402]",
    "[::ffff:c633:6402]:443",
    "198.51.100.2:443",
    " 198.51.100.2 ",
  ])("is one, however it is written: %s", (written) => {
    expect(bucketOf(written)).toBe("198.51.100.2");
  });

  it.each(["::1", "[::1]", "[::1]:5000", "0:0:0:0:0:0:0:1", "::0001", "::1%lo"])(
    "of this machine is no network of strangers: %s",
    (written) => {
      expect(bucketOf(written)).toBe("::1");
    },
  );

  it("is another for the neighbours of this machine's own", () => {
    for (const neighbour of ["::2", "::", "::203.0.113.9", "::1:0:0:1"]) {
      expect(bucketOf(neighbour)).not.toBe(bucketOf("::1"));
    }
  });

  it.each([
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "010.0.0.1",
    "1.2.3.4.5",
    "::ffff:127.1",
    "1::2::3",
  ])("is none that only some programs would read: %s", (written) => {
    expect(bucketOf(written)).toBe("unknown");
    expect(isTrusted(written, parseTrustedProxies("0.0.0.0/0,::/0"))).toBe(false);
  });

  it("is always the same for the same network, and never breaks", () => {
    const hop = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.string(),
      fc.string().map((text) => `[${text}]:1`),
    );
    fc.assert(
      fc.property(hop, fc.ipV4(), (peer, address) => {
        expect(bucketOf(peer)).toMatch(
          /^(\d+(\.\d+){3}|[\da-f]+(:[\da-f]+){3}::\/64|::1|unknown)$/,
        );
        const hex = address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
        const mapped = `::ffff:${hex.slice(0, 2).join("")}:${hex.slice(2).join("")}`;
        expect(bucketOf(mapped)).toBe(bucketOf(address));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Written as the standard of URLs writes it: another reading than ours, of the same grammar. */
const standardForm = (address: string) => new URL(`http://[${address}]`).hostname;

describe("a proxy of ours", () => {
  it("is known by each writing of its own address, and by no other", () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const address = fc.oneof(
      fc.ipV6(),
      fc.ipV4().map((dotted) => `::${dotted}`),
      fc.tuple(group, group, fc.ipV4()).map(([one, two, dotted]) => `${one}::${two}:${dotted}`),
    );
    fc.assert(
      fc.property(address, address, (one, other) => {
        const ours = parseTrustedProxies(one);
        expect(isTrusted(standardForm(one), ours)).toBe(true);
        expect(isTrusted(other, ours)).toBe(standardForm(other) === standardForm(one));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["127.0.0.1", "::ffff:7f00:1"],
    ["127.0.0.0/8", "0:0:0:0:0:ffff:7f00:1"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::ffff:7f00:1", "127.0.0.1"],
    ["::ffff:10.0.0.0/104", "10.200.0.1"],
    ["::ffff:a00:0/104", "::ffff:10.200.0.1"],
    ["10.1.2.3/8", "10.200.0.1"],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["::1", "[::1]:40000"],
    ["2001:DB8::/32", "2001:db8:ffff::1"],
    ["2001:db8::17/128", "2001:0db8:0:0::17"],
    ["0.0.0.0/0", "198.51.100.2"],
    ["fe80::/10", "fe80::1%eth0"],
  ])("named %s, is known as %s", (named, peer) => {
    expect(isTrusted(peer, parseTrustedProxies(named))).toBe(true);
  });

  it.each([
    ["127.0.0.1", "::1"],
    ["::1", "::2"],
    ["::ffff:10.0.0.0/104", "11.0.0.1"],
    ["2001:db8::/32", "2001:db9::1"],
    ["10.0.0.0/8", "::10.0.0.1"],
    ["::/96", "10.0.0.1"],
    ["", "127.0.0.1"],
  ])("named %s, is not %s", (named, peer) => {
    expect(isTrusted(peer, parseTrustedProxies(named))).toBe(false);
  });

  it.each([
    "10.0/8",
    "0x0a.0.0.0/8",
    "167772160",
    "::1/",
    "10.0.0.0/-1",
    "10.0.0.0/08x",
    "1::2::3/64",
  ])("is not named by %s", (entry) => {
    expect(() => parseTrustedProxies(`10.0.0.1, ${entry}`)).toThrow(
      new InvalidProxies("entry 2 is neither an address nor a CIDR range"),
    );
  });
});

describe("who may administer, by address", () => {
  const office = parseTrustedProxies("203.0.113.7, 2001:db8:1:2::/64");
  const proxy = parseTrustedProxies("10.0.0.1");
  it.each([
    ["203.0.113.7", null, true],
    ["203.0.113.8", null, false],
    // Only the rightmost hop that is no proxy of ours counts.
    ["10.0.0.1", "203.0.113.7", true],
    ["10.0.0.1", "203.0.113.7, 198.51.100.1", false],
    ["198.51.100.1", "203.0.113.7", false],
    ["2001:db8:1:2::9", null, true],
    ["2001:db8:1:3::9", null, false],
    ["::ffff:203.0.113.7", null, true],
    ["10.0.0.1", "rubbish", false],
    [null, null, false],
  ])("%s, X-Forwarded-For %s: %s", (peer, forwardedFor, isIn) => {
    expect(isClientAmong({ peer, forwardedFor }, proxy, office)).toBe(isIn);
  });
});

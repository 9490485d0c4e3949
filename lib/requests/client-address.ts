import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whose request it is: the peer, unless that is a proxy of ours; then the rightmost hop of
 * X-Forwarded-For that is not one. What stands left of it was written by whoever sent it.
 * IPv6 counts by /64, the smallest network that a subscriber gets.
 * @param trusted addresses and CIDR ranges, as TRUSTED_PROXIES names them.
 */
export function clientAddress(hops: Hops, trusted: TrustedProxies): string {
  const hop = clientHop(hops, trusted);
  return hop === null ? "unknown" : bucketOf(hop);
}

/** Whether the client's own address, not its network, is among these. */
export function isClientAmong(hops: Hops, trusted: TrustedProxies, among: AddressRanges): boolean {
  const hop = clientHop(hops, trusted);
  return hop !== null && among.has(hop);
}

function clientHop({ peer, forwardedFor }: Hops, trusted: TrustedProxies): Address | null {
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map(read);
  for (const hop of hops.reverse()) {
    // A hop that is no address was not written by a proxy of ours.
    if (hop === null) return null;
    if (!trusted.has(hop)) return hop;
  }
  return null;
}

/** @throws InvalidProxies naming the place of the entry that is neither an address nor a range. */
export function parseTrustedProxies(text: string): TrustedProxies {
  const ranges = text.split(",").flatMap((part, at) => {
    if (part.trim() === "") return [];
    const range = readRange(part.trim());
    if (range !== null) return [range];
    throw new InvalidProxies(`entry ${at + 1} is neither an address nor a CIDR range`);
  });
  const isEmpty = ranges.length === 0;
  return {
    isEmpty,
    has: (address) => ipaddr.subnetMatch(address, { ours: ranges }, "others") === "ours",
  };
}

export class InvalidProxies extends Error {
  override readonly name = "InvalidProxies";
}

/** Whether this address is one of our proxies. */
export function isTrusted(address: string, trusted: TrustedProxies): boolean {
  const hop = read(address);
  return hop !== null && trusted.has(hop);
}

/** A hop as a proxy may write it: with a port, or in brackets. What is mapped into IPv6 is IPv4. */
function read(text: string): Address | null {
  const bare = text.trim().replace(/^\[([^\]]*)\](:\d+)?$/, "$1");
  const address = parse(bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1"));
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
  return isMapped ? address.toIPv4Address() : address;
}

/** A range of IPv4 may be written as one of IPv6, too. */
function readRange(entry: string): Range | null {
  const address = parse(entry.replace(/\/\d+$/, ""));
  if (address === null) return null;
  const isRange = entry.includes("/");
  if (isRange && !ipaddr.isValidCIDR(entry)) return null;
  const widest = address.kind() === "ipv4" ? 32 : 128;
  const bits = isRange ? ipaddr.parseCIDR(entry)[1] : widest;
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96;
  return isMapped ? [address.toIPv4Address(), bits - 96] : [address, bits];
}

/** By itself the library also reads 127.1 and 0x7f000001, and ::10.0.0.1 as if it were mapped. */
function parse(text: string): Address | null {
  if (isIP(text) === 0) return null;
  return ipaddr.parse(text.replace(/^::(?=\d+\.)/, "0::").replace(/%.*$/, ""));
}

/** The network, as its first four groups; an address of this machine is no network of others. */
function bucketOf(address: Address): string {
  if (address instanceof ipaddr.IPv4 || address.range() === "loopback") return address.toString();
  const groups = address.parts.slice(0, 4).map((group) => group.toString(16));
  return `${groups.join(":")}::/64`;
}

/** `peer`: the socket's own. `forwardedFor`: the header X-Forwarded-For. */
export type Hops = { peer: string | null; forwardedFor: string | null };
export type AddressRanges = { isEmpty: boolean; has: (address: Address) => boolean };
export type TrustedProxies = AddressRanges;
type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

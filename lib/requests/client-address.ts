import { BlockList, isIP } from "node:net";

/**
 * Whose request it is: the peer, unless that is a proxy of ours; then the rightmost hop of
 * X-Forwarded-For that is not one. What stands left of it was written by whoever sent it.
 * IPv6 counts by /64, the smallest network that a subscriber gets.
 * @param trusted addresses and CIDR ranges, as TRUSTED_PROXIES names them.
 */
export function clientAddress({ peer, forwardedFor }: Hops, trusted: TrustedProxies): string {
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map(normalise);
  for (const hop of hops.reverse()) {
    // A hop that is no address was not written by a proxy of ours.
    if (!isIP(hop)) break;
    if (!trusted.has(hop)) return isIP(hop) === 6 ? networkOf(hop) : hop;
  }
  return "unknown";
}

/** @throws InvalidProxies naming the place of the entry that is neither an address nor a range. */
export function parseTrustedProxies(text: string): TrustedProxies {
  const list = new BlockList();
  for (const [at, part] of text.split(",").entries()) {
    if (part.trim() !== "") addTo(list, part.trim(), at + 1);
  }
  return { has: (address) => list.check(address, familyOf(address)) };
}

export class InvalidProxies extends Error {
  override readonly name = "InvalidProxies";
}

function addTo(list: BlockList, entry: string, place: number): void {
  const [address = "", bits, ...more] = entry.split("/");
  const version = isIP(address);
  const isRange = bits !== undefined && /^\d{1,3}$/.test(bits);
  const fits = isRange && Number(bits) <= (version === 4 ? 32 : 128);
  if (version === 0 || more.length > 0 || (bits !== undefined && !fits)) {
    throw new InvalidProxies(`entry ${place} is neither an address nor a CIDR range`);
  }
  if (bits === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** `::ffff:203.0.113.9` is an IPv4 address; a proxy may write a port, or brackets. */
function normalise(text: string): string {
  const trimmed = text.trim().replace(/^\[([^\]]*)\](:\d+)?$/, "$1");
  const bare = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(trimmed) ? trimmed.replace(/:\d+$/, "") : trimmed;
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");
}

/** The first four groups of the written-out address. */
function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const [before, after] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [
    ...(before ?? []),
    ...Array<string>(Math.max(missing, 0)).fill("0"),
    ...(after ?? []),
  ];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** Whether this address is one of our proxies. */
export function isTrusted(address: string, trusted: TrustedProxies): boolean {
  const hop = normalise(address);
  return isIP(hop) !== 0 && trusted.has(hop);
}

/** `peer`: the socket's own. `forwardedFor`: the header X-Forwarded-For. */
export type Hops = { peer: string | null; forwardedFor: string | null };
export type TrustedProxies = { has: (address: string) => boolean };

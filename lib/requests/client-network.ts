import ipaddr from "ipaddr.js";

/**
 * The network of an address, without the host's part: enough for a person to recognise their own, too
 * little to find a house. IPv4 by /24, IPv6 by /48.
 * @param address as `clientAddress` gives it.
 */
export function coarseNetwork(address: string): string | null {
  const plain = address.replace(/\/\d+$/, "");
  if (!ipaddr.isValid(plain)) return null;
  const parsed = ipaddr.process(plain);
  // This very machine is no network of anybody's.
  if (parsed.kind() === "ipv6" && parsed.range() === "loopback") return null;
  const bits = parsed.kind() === "ipv4" ? 24 : 48;
  const network =
    parsed.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

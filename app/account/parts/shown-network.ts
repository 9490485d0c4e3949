/** 203.0.113.0/24 → 203.0.113.x, 2001:db8:1::/48 → 2001:db8:1:…: as honest as it is coarse. */
export function shownNetwork(network: string | null): string | null {
  if (network === null) return null;
  const [address = ""] = network.split("/");
  return address.includes(":") ? address.replace(/::$/, ":…") : address.replace(/\.\d+$/, ".x");
}

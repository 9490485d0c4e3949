/** The payment gateways that PortOne verifies by, as their names come in lower case; another may come. */
export const knownProviders = ["danal", "inicis_unified", "kcp_v2", "inicis"] as const;

export function isKnownProvider(name: string): name is KnownProvider {
  return knownProviders.some((each) => each === name);
}

export type KnownProvider = (typeof knownProviders)[number];

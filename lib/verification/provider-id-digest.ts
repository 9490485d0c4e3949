import { allIndexes, blindIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";

/**
 * What stands in the database of an id at PortOne: a keyed digest, by which it is used once. The id
 * itself opens a person's record at PortOne and is kept nowhere.
 */
export function digestProviderId(providerId: string, ring: KeyRing): ProviderIdDigest {
  const all = allIndexes(providerId, ring, "provider-id").map(({ index }) => text(index));
  return { current: text(blindIndex(providerId, ring.current, "provider-id")), all };
}

function text(digest: Uint8Array): string {
  return Buffer.from(digest).toString("base64url");
}

/** `all`: under every key of the ring, since another server may write under another one. */
export type ProviderIdDigest = { current: string; all: readonly string[] };

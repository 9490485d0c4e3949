import { blindIndex } from "@/lib/crypto/blind-index";
import type { Key, KeyRing } from "@/lib/crypto/key-ring";

/**
 * What stands in the database of an id at PortOne: a keyed digest, by which it is used once. The id
 * itself opens a person's record at PortOne and is kept nowhere.
 */
export function digestProviderId(providerId: string, ring: KeyRing): ProviderIdDigest {
  const digestUnder = (key: Key) => text(blindIndex(providerId, key, "provider-id"));
  const current = digestUnder(ring.current);
  return {
    current,
    all: ring.all.map((key) => (key === ring.current ? current : digestUnder(key))),
  };
}

function text(digest: Uint8Array): string {
  return Buffer.from(digest).toString("base64url");
}

/** `all`: under every key of the ring, since another server may write under another one. */
export type ProviderIdDigest = { current: string; all: readonly string[] };

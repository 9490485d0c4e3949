import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import type { Key, KeyRing } from "./key-ring";

/** Ed25519, with the 32 bytes of the current key as its seed. */
export function signText(text: string, { current }: KeyRing): { signature: Buffer; keyId: string } {
  return { signature: sign(null, Buffer.from(text), privateKeyOf(current)), keyId: current.id };
}

/** False too where the ring has no such key. */
export function isSignatureOf(
  text: string,
  { signature, keyId }: { signature: Uint8Array; keyId: string },
  keys: KeyRing,
): boolean {
  const key = keys.find(keyId);
  if (key === null) return false;
  return verify(null, Buffer.from(text), createPublicKey(privateKeyOf(key)), signature);
}

/** PKCS #8 around a seed (RFC 8410), which Node reads nothing shorter than. */
const seedPrefix = "302e020100300506032b657004220420";

function privateKeyOf({ secret }: Key): KeyObject {
  const known = keyObjects.get(secret);
  if (known !== undefined) return known;
  const der = Buffer.concat([Buffer.from(seedPrefix, "hex"), secret.export()]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  keyObjects.set(secret, key);
  return key;
}

const keyObjects = new WeakMap<KeyObject, KeyObject>();

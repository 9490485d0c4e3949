import { createSecretKey, type KeyObject } from "node:crypto";

/**
 * Parses `id:base64,id2:base64`, the current key first, 32 bytes each.
 * @throws InvalidKeyRing naming the mistake, never a key.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = text.split(",").map((part, place) => parseKey(part.trim(), place + 1));
  const [current] = keys;
  if (current === undefined) throw new InvalidKeyRing("holds no key");
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    throw new InvalidKeyRing("names two keys alike");
  }
  return { current, all: keys, find: (id) => keys.find((key) => key.id === id) ?? null };
}

export class InvalidKeyRing extends Error {
  override readonly name = "InvalidKeyRing";
}

/** Messages give a key's position, not its id: a mistyped id may be part of a key. */
function parseKey(part: string, place: number): Key {
  const [, id, encoded] = /^([a-z0-9-]{1,32}):([A-Za-z0-9+/]+={0,2})$/.exec(part) ?? [];
  if (id === undefined || encoded === undefined) {
    throw new InvalidKeyRing(`needs the form id:base64 in key ${place}, several after commas`);
  }
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== 32) throw new InvalidKeyRing(`needs 32 bytes in key ${place}`);
  return { id, secret: createSecretKey(bytes) };
}

/** A `KeyObject` is not printed by accident, and Node 24 takes five times as long for plain bytes. */
export type Key = { id: string; secret: KeyObject };
export type KeyRing = {
  current: Key;
  all: readonly Key[];
  find: (id: string) => Key | null;
};

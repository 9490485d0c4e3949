import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from "node:crypto";

const version = 1;
const ivLength = 12;
const tagLength = 16;
const endLength = 6;
const headLength = 1 + ivLength + tagLength;

/**
 * Seals a text for a browser to carry until `ends`: AES-256-GCM, by a key derived from the secret, for
 * the cookie of this name alone. Layout, in base64url: 1 byte version, 12 bytes IV, 16 bytes tag,
 * ciphertext; in it 6 bytes of milliseconds, then the text.
 */
export function sealCookie(text: string, secret: string, { name, ends }: CookieSeal): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv).setAAD(Buffer.from(name));
  const end = Buffer.alloc(endLength);
  end.writeUIntBE(ends.getTime(), 0, endLength);
  const sealed = [cipher.update(end), cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), ...sealed]).toString(
    "base64url",
  );
}

/**
 * The text; null for a seal that is over, changed, of another cookie or under none of the secrets.
 * Each secret is tried: one can be added, moved and dropped at any place of the list.
 */
export function openCookie(
  seal: string,
  secrets: readonly string[],
  { name, now }: { name: string; now: Date },
): string | null {
  const parts = Buffer.from(seal, "base64url");
  if (parts[0] !== version || parts.length < headLength + endLength) return null;
  for (const secret of secrets) {
    const opened = decipher(parts, keyOf(secret), name);
    if (opened === null) continue;
    const isOver = opened.readUIntBE(0, endLength) <= now.getTime();
    return isOver ? null : opened.toString("utf8", endLength);
  }
  return null;
}

function decipher(parts: Buffer, key: KeyObject, name: string): Buffer | null {
  const iv = parts.subarray(1, 1 + ivLength);
  const cipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name)).setAuthTag(parts.subarray(1 + ivLength, headLength));
  try {
    return Buffer.concat([cipher.update(parts.subarray(headLength)), cipher.final()]);
  } catch {
    // Another key's, or changed. Anybody can send one.
    return null;
  }
}

/** Derived once a secret: it has at least 32 characters, so it needs no stretching. */
function keyOf(secret: string): KeyObject {
  const key =
    keys.get(secret) ?? createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", "cookies", 32)));
  keys.set(secret, key);
  return key;
}

const keys = new Map<string, KeyObject>();

/** `name`: of the cookie, which a seal is bound to. */
export type CookieSeal = { name: string; ends: Date };

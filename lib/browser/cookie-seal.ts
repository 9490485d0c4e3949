import { openFormerSeal } from "@/lib/browser/former-seal";
import { openCookie, sealCookie } from "@/lib/crypto/sealed-cookie";

/** Seals what the cookie of this name holds, with the first secret. */
export function sealContent(
  content: object,
  secrets: readonly string[],
  { name, seconds, now }: SealedFor,
): string {
  const [newest] = secrets;
  if (newest === undefined) throw new Error("No secret to seal a cookie with");
  const ends = new Date(now.getTime() + seconds * 1_000);
  return sealCookie(JSON.stringify(content), newest, { name, ends });
}

/**
 * What a sealed cookie holds, under whichever of the secrets; null for one that is over, changed,
 * another cookie's or sealed with none of them.
 */
export async function openContent(
  seal: string,
  secrets: readonly string[],
  { name, seconds, now }: SealedFor,
): Promise<object | null> {
  if (seal.startsWith("Fe26")) return openFormerSeal(seal, secrets, seconds);
  const text = openCookie(seal, secrets, { name, now });
  return text === null ? null : readObject(text);
}

function readObject(text: string): object | null {
  const content: unknown = JSON.parse(text);
  return typeof content === "object" ? content : null;
}

export type SealedFor = { name: string; seconds: number; now: Date };

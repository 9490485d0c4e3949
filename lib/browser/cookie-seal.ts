import { sealData, unsealData } from "iron-session";

/** Seals what a cookie holds, with the first secret. */
export async function sealContent(
  content: object,
  secrets: readonly string[],
  seconds: number,
): Promise<string> {
  const [newest] = secrets;
  if (newest === undefined) throw new Error("No secret to seal a cookie with");
  return sealData(content, { password: { [sealId]: newest }, ttl: seconds });
}

/**
 * What a sealed cookie holds, under whichever of the secrets; null for one that is over, changed,
 * or sealed with none of them. Each secret is tried, whatever id the seal names: so a secret can be
 * added, moved and dropped at any place of the list.
 */
export async function openContent(
  seal: string,
  secrets: readonly string[],
  seconds: number,
): Promise<object | null> {
  const [, id] = seal.split("*");
  if (id === undefined) return null;
  for (const secret of secrets) {
    const content = await open(seal, { [id]: secret }, seconds);
    if (content !== null) return content;
  }
  return null;
}

/** The format wants an id; the secrets have none, and their places change. */
const sealId = "1";

async function open(
  seal: string,
  password: Record<string, string>,
  seconds: number,
): Promise<object | null> {
  try {
    const content: unknown = await unsealData(seal, { password, ttl: seconds });
    const isOpen = typeof content === "object" && content !== null;
    return isOpen && Object.keys(content).length > 0 ? content : null;
  } catch {
    // The library throws at a seal that it did not write. Anybody can send one.
    return null;
  }
}

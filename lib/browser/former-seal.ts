/**
 * Opens what a version before this one sealed (iron-session's Fe26.2): people who are logged in or
 * under way stay so over a deployment. Each secret is tried, whatever id the seal names. The library
 * is loaded only where such a cookie comes.
 */
export async function openFormerSeal(
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

async function open(
  seal: string,
  password: Record<string, string>,
  seconds: number,
): Promise<object | null> {
  const { unsealData } = await import("iron-session");
  try {
    const content: unknown = await unsealData(seal, { password, ttl: seconds });
    const isOpen = typeof content === "object" && content !== null;
    return isOpen && Object.keys(content).length > 0 ? content : null;
  } catch {
    // The library throws at a seal that it did not write. Anybody can send one.
    return null;
  }
}

import Bowser from "bowser";

/** What a browser says of itself, coarsely: "Chrome, macOS". Null where it says nothing that we know. */
export function deviceOf(userAgent: string | null): string | null {
  if (userAgent === null || userAgent === "") return null;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const words = [browser.name, os.name].flatMap((word) => word?.replace(/[^\w .+-]/g, "") || []);
  return words.length === 0 ? null : words.join(", ").slice(0, 80);
}

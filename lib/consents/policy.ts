/**
 * What the privacy policy is interrupted by, each by a line of its own, `[[contact]]`: lists of what is kept,
 * drawn from the code, and the settings' contact. Who else gets data stands between `[[recipients]]` and
 * `[[/recipients]]`, since members read that among their own data too.
 */
export const policySlots = [
  "consented",
  "optional",
  "unconsented",
  "recipients",
  "/recipients",
  "contact",
] as const;
export type PolicySlot = (typeof policySlots)[number];

/** The name in a line of Markdown that is a slot, of ours or not. */
export function slotIn(line: string): string | null {
  return /^\[\[(.*)\]\]$/.exec(line.trim())?.[1] ?? null;
}

/** The policy's text, and between its pieces the slots. */
export function policyBlocks(html: string): PolicyBlock[] {
  return html.split(slotParagraph).flatMap((piece, at): PolicyBlock[] => {
    if (at % 2 === 0) return piece.trim() === "" ? [] : [{ html: piece }];
    return policySlots.filter((slot) => slot === piece).map((slot) => ({ slot }));
  });
}

/**
 * Of the policy: to whom data is given, who processes it, and whether abroad. For a page with a heading of
 * its own: without the policy's numbers, a level lower.
 */
export function recipientsIn(html: string): string {
  const blocks = policyBlocks(html);
  const at = (slot: PolicySlot) => blocks.findIndex((each) => "slot" in each && each.slot === slot);
  const between = blocks.slice(at("recipients"), at("/recipients"));
  return between
    .map((each) => ("html" in each ? each.html : ""))
    .join("")
    .replace(/<h2>(\d+\. )?/g, "<h3>")
    .replaceAll("</h2>", "</h3>");
}

/** A text's lines without markup. */
export function linesOf(html: string): string[] {
  return html
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const slotParagraph = /<p>\[\[([^<]*)\]\]<\/p>/;
const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };

export type PolicyBlock = { html: string } | { slot: PolicySlot };

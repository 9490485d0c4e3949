import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of WCAG 2.2 AA and good practice: each rule with its first element. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(judging)})`);
  return axeSchema.parse(found).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

/** Only what is wrong is gathered; no stylesheet is fetched once more for a rule that is off. */
const judging = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  preload: false,
};

/** Pixels by which the page scrolls sideways. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Targets under 44 pixels in width or height, labels included. */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll("a[href], button, input:not([type=hidden]), summary");
    return [...targets].flatMap((target) => {
      if (!target.checkVisibility()) return [];
      const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
      const small = width < 44 || height < 44;
      return small ? [`${target.outerHTML.slice(0, 120)} ${width}×${height}`] : [];
    });
  });
}

const axeSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

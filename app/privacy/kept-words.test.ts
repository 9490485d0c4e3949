import { expect, it } from "vitest";
import { inventoryOf } from "@/lib/compliance/inventory";
import { documents } from "@/lib/consents/documents";
import { policyBlocks, recipientsIn, linesOf } from "@/lib/consents/policy";
import { keptRecord } from "@/lib/generated/kept-record";
import { keptWords } from "./kept-words";

const [latest] = documents.versionsOf("policy");

it.each(["ko", "en"] as const)(
  "the latest policy says what is kept (%s); if not, a new version of it: npm run documents",
  (locale) => {
    const kept = inventoryOf({ duplicateKey: "ci", rejoinCooldownDays: 30 });
    expect(keptRecord[latest?.version ?? ""]?.[locale]).toEqual(keptWords(kept, locale));
  },
);

it("every version of the policy can be read as it was", () => {
  const versions = documents.versionsOf("policy").map(({ version }) => version);
  expect(Object.keys(keptRecord).sort()).toEqual(versions.sort());
});

it("the policy is drawn whole, and says who else gets data", () => {
  const html = latest?.texts.ko.html ?? "";
  expect(policyBlocks(html).filter((block) => "slot" in block)).toHaveLength(6);
  expect(policyBlocks(html).some((block) => "html" in block && block.html.includes("[["))).toBe(
    false,
  );
  const lines = linesOf(recipientsIn(html));
  for (const title of ["제3자 제공", "처리 위탁", "국외 이전"]) expect(lines).toContain(title);
});

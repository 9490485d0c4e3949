import { expect, it } from "vitest";
import { unshownSentences } from "./unshown-sentences";

const catalogue = {
  plain: { seen: "Hello there.", unseen: "Nobody sees this." },
  filled: { seen: "<who>{name}</who>, welcome", unseen: "{name} has left" },
  counted: "{count, plural, one {one place} other {# places}} in use",
};

it("names the sentences that no text holds, whatever is put into them", () => {
  const shown = ["A title\nHello\n  there.", "홍길동, welcome", "2 places in use"];
  expect(unshownSentences(catalogue, shown)).toEqual(["plain.unseen", "filled.unseen"]);
  expect(unshownSentences(catalogue, [])).toHaveLength(5);
});

import { wcagContrast } from "culori/fn";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paletteOf } from "./palette";

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);
const grounds = { light: ["#ffffff", "#f4f6f9"], dark: ["#14171d", "#1e232b"] } as const;

describe("the brand's colours", () => {
  it("are readable in both themes, whatever the brand's colour is", () => {
    fc.assert(
      fc.property(colour, (brand) => {
        for (const theme of ["light", "dark"] as const) {
          const { accent, accentStrong, accentSoft, onAccent } = paletteOf(brand)[theme];
          const pairs = [
            ...grounds[theme].map((ground) => [accent, ground] as const),
            [onAccent, accent],
            [onAccent, accentStrong],
            [accentStrong, accentSoft],
          ] as const;
          for (const [one, other] of pairs) {
            expect(`${one}${other}`).toMatch(/^(#[\da-f]{6}){2}$/);
            expect(wcagContrast(one, other)).toBeGreaterThanOrEqual(4.5);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("stay as they are where they are readable already", () => {
    expect(paletteOf("#2453d6").light.accent).toBe("#2453d6");
    expect(paletteOf("#ffdd00").light.accent).not.toBe("#ffdd00");
    expect(paletteOf("#ffdd00").dark.accent).toBe("#ffdd00");
  });

  it("knows the contrasts that WCAG names", () => {
    expect(wcagContrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(wcagContrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});

import { formatHex, interpolate, modeLrgb, modeRgb, useMode, wcagContrast } from "culori/fn";

useMode(modeRgb);
useMode(modeLrgb);

/**
 * The brand's colour as the four accents of each theme, readable whatever colour it is: it is moved
 * towards black or white until the contrast of WCAG 2.2 (4.5 : 1) holds for every pair that is used.
 * @param brand `#rrggbb`.
 */
export function paletteOf(brand: string): { light: Accents; dark: Accents } {
  return { light: accentsOn(lightGround, brand), dark: accentsOn(darkGround, brand) };
}

const enough = 4.5;
const white = "#ffffff";
const black = "#000000";
/** `accent` stands on the ground and on sunken parts, so it must be readable on both. */
const lightGround: Ground = { ground: white, sunken: "#f4f6f9", away: black, soft: 0.1 };
const darkGround: Ground = { ground: "#14171d", sunken: "#1e232b", away: white, soft: 0.22 };

function accentsOn({ ground, sunken, away, soft }: Ground, brand: string): Accents {
  const onAccent = away === black ? white : black;
  const accent = moveUntilReadable(brand, away, [ground, sunken, onAccent]);
  const accentSoft = mix(ground, accent, soft);
  const accentStrong = moveUntilReadable(mix(accent, away, 0.18), away, [accentSoft, onAccent]);
  return { accent, accentStrong, accentSoft, onAccent };
}

function moveUntilReadable(colour: string, away: string, others: readonly string[]): string {
  for (let step = 0; step < 1; step += 0.02) {
    const moved = mix(colour, away, step);
    if (others.every((other) => wcagContrast(moved, other) >= enough)) return moved;
  }
  return away;
}

/** As it is written, so that its contrast is judged as it is shown. */
function mix(from: string, to: string, share: number): string {
  return formatHex(interpolate([from, to], "rgb")(share));
}

/** Each `#rrggbb`. */
export type Accents = {
  accent: string;
  accentStrong: string;
  accentSoft: string;
  onAccent: string;
};
type Ground = { ground: string; sunken: string; away: string; soft: number };

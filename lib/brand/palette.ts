/**
 * The brand's colour as the four accents of each theme, readable whatever colour it is: it is moved
 * towards black or white until the contrast of WCAG 2.2 (4.5 : 1) holds for every pair that is used.
 * @param brand `#rrggbb`.
 */
export function paletteOf(brand: string): { light: Accents; dark: Accents } {
  const colour = parseColour(brand);
  return { light: accentsOn(lightGround, colour), dark: accentsOn(darkGround, colour) };
}

/** WCAG 2.2's contrast ratio, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export function parseColour(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

const enough = 4.5;
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** `accent` stands on the ground and on sunken parts, so it must be readable on both. */
const lightGround: Ground = { grounds: [white, [244, 246, 249]], away: black, soft: 0.1 };
const darkGround: Ground = {
  grounds: [
    [20, 23, 29],
    [30, 35, 43],
  ],
  away: white,
  soft: 0.22,
};

function accentsOn({ grounds, away, soft }: Ground, colour: Rgb): Accents {
  const [ground = white] = grounds;
  const onIt = away === black ? white : black;
  const accent = moveUntil(colour, away, (each) =>
    [...grounds, onIt].every((other) => contrast(each, other) >= enough),
  );
  const accentSoft = mix(ground, accent, soft);
  const accentStrong = moveUntil(mix(accent, away, 0.18), away, (each) =>
    [accentSoft, onIt].every((other) => contrast(each, other) >= enough),
  );
  return {
    accent: format(accent),
    accentStrong: format(accentStrong),
    accentSoft: format(accentSoft),
    onAccent: format(onIt),
  };
}

function moveUntil(colour: Rgb, away: Rgb, isReadable: (each: Rgb) => boolean): Rgb {
  for (let step = 0; step < 1; step += 0.02) {
    const moved = mix(colour, away, step);
    if (isReadable(moved)) return moved;
  }
  return away;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (place: 0 | 1 | 2) => Math.round(from[place] + (to[place] - from[place]) * share);
  return [at(0), at(1), at(2)];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function format(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

export type Rgb = readonly [number, number, number];
/** Each `#rrggbb`. */
export type Accents = {
  accent: string;
  accentStrong: string;
  accentSoft: string;
  onAccent: string;
};
type Ground = { grounds: readonly Rgb[]; away: Rgb; soft: number };

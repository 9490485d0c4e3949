import { paletteOf, type Accents } from "@/lib/brand/palette";
import { config } from "@/lib/config";

/** The brand's colours. A separate file, since the content policy allows no inline styles. */
export function GET(): Response {
  const { colour } = config().brand;
  const { light, dark } = paletteOf(colour ?? "#000000");
  const css =
    colour === null ? "" : `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
  const headers = {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=300",
  };
  return new Response(css, { headers });
}

function rule({ accent, accentStrong, accentSoft, onAccent }: Accents): string {
  return `:root{--accent:${accent};--accent-strong:${accentStrong};--accent-soft:${accentSoft};--on-accent:${onAccent}}`;
}

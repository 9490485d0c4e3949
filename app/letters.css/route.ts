import { lettersOfSettings } from "@/app/fonts/settings-letters";
import { fontFaces } from "@/lib/brand/font-faces";
import { fontParts } from "@/lib/generated/font-parts";

/** The faces for the few letters of the settings that the font of the texts does not hold. */
export function GET(): Response {
  const headers = {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=300",
  };
  return new Response(fontFaces(lettersOfSettings(), fontParts), { headers });
}

import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";
import { lettersOfTexts, unicodeRanges } from "./letters";

/** `npm run fonts`: run it when letters.test.ts fails after a change of texts. */
const whole = "node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2";

async function makeFont({ name, letters, says, display }: FontOptions): Promise<void> {
  const font = await subsetFont(readFileSync(whole), letters.join(""), {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  });
  writeFileSync(`app/fonts/${name}.woff2`, font);
  // Next reads these options from the source, so they cannot be computed.
  writeFileSync(
    `app/fonts/${name}.ts`,
    `import localFont from "next/font/local";

/** Pretendard (OFL), ${says}; made by \`npm run fonts\`. */
export const ${name} = localFont({
  src: "./${name}.woff2",
  weight: "400 700",
  variable: "--font-${name}",
  ${display}
  declarations: [
    {
      prop: "unicode-range",
      value:
        "${unicodeRanges(letters)}",
    },
  ],
});
`,
  );
  process.stdout.write(
    `${name}: ${letters.length} letters, ${Math.round(font.length / 1000)} kB\n`,
  );
}

type FontOptions = { name: string; letters: readonly string[]; says: string; display: string };

await makeFont({
  name: "texts",
  letters: lettersOfTexts(),
  says: "the letters of our texts only, preloaded",
  display: `display: "optional",`,
});

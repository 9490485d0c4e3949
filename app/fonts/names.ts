import localFont from "next/font/local";

/** Pretendard (OFL), what Korean names bring beyond them, fetched only by a page that shows one; made by `npm run fonts`. */
export const names = localFont({
  src: "./names.woff2",
  weight: "400 700",
  variable: "--font-names",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+AC08, U+AC15, U+ACB8, U+ACFD, U+AD11, U+AD50, U+ADE0, U+B178, U+B355, U+B3C5, U+B828, U+B839, U+B958, U+B9E4, U+B9F9, U+BBFC, U+BC15, U+BC30-BC31, U+BC94, U+BCBC, U+BCD1, U+BE48, U+BE5B, U+C0B0, U+C0BC, U+C0D8, U+C11D, U+C12D, U+C190, U+C194, U+C1A1, U+C219, U+C2AC, U+C591, U+C5C4, U+C5FC-C5FD, U+C625, U+C655, U+C6B1, U+C6C5, U+C721, U+C724, U+C728, U+C775, U+C784, U+C885, U+CC2C, U+CC9C, U+CCA0, U+CD98, U+CDA9, U+D0C1, U+D3B8, U+D559, U+D5A5, U+D5C8, U+D5CC, U+D601, U+D61C, U+D64D, U+D6A8, U+D6C8, U+D718, U+D760",
    },
  ],
});

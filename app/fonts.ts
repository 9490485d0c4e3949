import localFont from "next/font/local";

/** Pretendard (OFL), its subset of the 2,350 common syllables, in two weights. */
export const pretendard = localFont({
  src: [
    {
      path: "../node_modules/pretendard/dist/web/static/woff2-subset/Pretendard-Regular.subset.woff2",
      weight: "400",
    },
    {
      path: "../node_modules/pretendard/dist/web/static/woff2-subset/Pretendard-Bold.subset.woff2",
      weight: "700",
    },
  ],
  variable: "--font-pretendard",
  display: "swap",
  preload: false,
});

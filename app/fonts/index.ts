import { texts } from "./texts";

/** The class that defines `--font-texts`; names are drawn by app/fonts/person-name.tsx. */
export const fonts = texts.variable;

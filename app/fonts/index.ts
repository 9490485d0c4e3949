import { names } from "./names";
import { texts } from "./texts";

/** The class that brings `--font-texts` and `--font-names`. */
export const fonts = `${texts.variable} ${names.variable}`;

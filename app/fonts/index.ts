import { names } from "./names";
import { texts } from "./texts";

/** The classes that define `--font-texts` and `--font-names`. */
export const fonts = `${texts.variable} ${names.variable}`;

import "./every-letter";
import type { ReactNode } from "react";

/**
 * A name, drawn whole in one face: any of the 11,172 syllables, of which a browser fetches only the
 * parts that it needs. The font's list of parts is loaded by pages that show a name, and no others.
 */
export function PersonName({ children }: { children: ReactNode }) {
  return <span className="font-name">{children}</span>;
}

import { config } from "@/lib/config";
import { lettersOfTexts } from "./letters";

/** What a company writes into its settings, and the font of the texts does not hold. */
export function lettersOfSettings(): string[] {
  const { brand, company, supportEmail, supportPhone } = config();
  const said = [brand.name, ...Object.values(company), supportEmail, supportPhone];
  drawn ??= new Set(lettersOfTexts());
  return lettersBeyond(said.filter((each) => each !== null).join(""), drawn);
}

/** In the order in which they stand, each once. */
export function lettersBeyond(text: string, drawn: ReadonlySet<string>): string[] {
  return [...new Set(text)].filter((letter) => letter > " " && !drawn.has(letter));
}

let drawn: ReadonlySet<string> | undefined;

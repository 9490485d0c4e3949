import { z } from "zod";

export const documentLocales = ["ko", "en"] as const;
export type DocumentLocale = (typeof documentLocales)[number];

/** What stands above a text in its file; its name is `<id>/<version>.<language>.md`. */
export const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{0,39}$/, "needs small letters and hyphens"),
  version: z.iso.date("needs a date, YYYY-MM-DD"),
  /** The first day, in Seoul, on which this version is what people agree to. */
  effective: z.iso.date("needs a date, YYYY-MM-DD"),
  required: z.enum(["true", "false"], "needs true or false").transform((text) => text === "true"),
  purpose: z.enum(
    ["signup", "guardian", "advertising", "policy"],
    "needs signup, guardian, advertising or policy",
  ),
  title: z.string().min(1, "is empty"),
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type DocumentPurpose = FrontMatter["purpose"];

/** One version of a document, in every language. */
export type DocumentVersion = Readonly<Omit<FrontMatter, "title">> & {
  texts: Readonly<Record<DocumentLocale, DocumentText>>;
};
export type DocumentText = {
  readonly title: string;
  /** Of Markdown, without anything that could run. */
  readonly html: string;
  /** SHA-256, in hex, of title and text. */
  readonly digest: string;
};

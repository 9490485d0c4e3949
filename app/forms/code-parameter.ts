import { isCode, type Code } from "@/lib/codes";

export type PageSearch = Promise<Record<string, string | string[] | undefined>>;

/** The code that a redirect carries to a page; null for none, and for anything that is none of ours. */
export function readCodeParameter({ code }: Awaited<PageSearch>): Code | null {
  return isCode(code) ? code : null;
}

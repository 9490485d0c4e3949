import { isCode, type Code } from "@/lib/codes";

export type PageSearch = Promise<Record<string, string | string[] | undefined>>;

/** The code that a redirect carries to a page; null if there is none or it is not ours. */
export function readCodeParameter({ code }: Awaited<PageSearch>): Code | null {
  return isCode(code) ? code : null;
}

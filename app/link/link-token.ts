import { z } from "zod";

const token = z.string().regex(/^[\w-]{43}$/);

/** The token of a mail's link from its address; null if it cannot be one. */
export function readLinkToken(value: unknown): string | null {
  return token.safeParse(value).data ?? null;
}

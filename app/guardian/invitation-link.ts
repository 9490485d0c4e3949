import { z } from "zod";

const token = z.string().regex(/^[\w-]{43}$/);

/** The token from an address or a form; null if it is invalid. */
export function readInvitation(value: unknown): string | null {
  return token.safeParse(value).data ?? null;
}

export function invitationAddress(link: string): `/guardian/invitation?link=${string}` {
  return `/guardian/invitation?link=${link}`;
}

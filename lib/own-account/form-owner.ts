import { hashToken } from "@/lib/crypto/token";

/** The hidden field of a member's form that says on whose page it stands. */
export const formOwnerField = "owner";

/** Whose form it is; the account's id cannot be told from it. */
export function formOwnerMark(accountId: string): string {
  const digest = Buffer.from(hashToken(`form-owner\0${accountId}`));
  return digest.toString("base64url").slice(0, 16);
}

/**
 * Whether the form stands on another member's page: in a tab that was open already when somebody else
 * logged in in this browser. One without a mark, of an older server's page, counts as the member's own.
 */
export function isFormOfAnother(fields: Fields, login: { id: string }): boolean {
  return isMarkOfAnother(fields[formOwnerField] ?? null, login);
}

/** @param mark null where the page is an older server's. */
export function isMarkOfAnother(mark: string | null, { id }: { id: string }): boolean {
  return mark !== null && mark !== formOwnerMark(id);
}

type Fields = Readonly<Record<string, string | undefined>>;

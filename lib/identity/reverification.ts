import { seoulDate, seoulDateAfter } from "./seoul-date";

/**
 * The last day in Seoul on which an account can be used without verifying again, YYYY-MM-DD; null where
 * that is never asked for. A check for the protection of youth carries logins for at most one year
 * (청소년보호법 시행령 §17②).
 * @param afterDays 0: never.
 */
export function reverificationDue(verifiedAt: Date, afterDays: number): string | null {
  return afterDays === 0 ? null : seoulDateAfter(verifiedAt, afterDays).toString();
}

/** Days before that day from which on the member is told. */
export const remindDays = 30;

/** Whether that day is so near that the account says so. */
export function isDueSoon(due: string, now: Date): boolean {
  return seoulDateAfter(now, remindDays).toString() >= due;
}

/** Whether that day is over. */
export function isReverificationDue(verifiedAt: Date, afterDays: number, now: Date): boolean {
  const last = reverificationDue(verifiedAt, afterDays);
  return last !== null && seoulDate(now).toString() > last;
}

import { koAdmin } from "@/lib/i18n/admin/ko";

const { mailStates, mailFaults, purposes, attemptStates } = koAdmin.person;

/** What was recorded may be older or newer than its words. */
export function isMailState(text: string): text is keyof typeof mailStates {
  return Object.hasOwn(mailStates, text);
}

export function isMailFault(text: string): text is keyof typeof mailFaults {
  return Object.hasOwn(mailFaults, text);
}

export function isPurpose(text: string): text is keyof typeof purposes {
  return Object.hasOwn(purposes, text);
}

export function isAttemptState(text: string): text is keyof typeof attemptStates {
  return Object.hasOwn(attemptStates, text);
}

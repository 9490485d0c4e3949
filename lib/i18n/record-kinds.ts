import { koAccount } from "./ko-account";

const { eventKinds, mailKinds } = koAccount.ownData;

/** What was recorded may be older or newer than its words. */
export function isEventKind(kind: string): kind is keyof typeof eventKinds {
  return Object.hasOwn(eventKinds, kind);
}

export function isMailKind(kind: string): kind is keyof typeof mailKinds {
  return Object.hasOwn(mailKinds, kind);
}

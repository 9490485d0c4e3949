import { koAccount } from "./ko-account";
import { koDesk } from "./desk/ko-desk";

const { eventKinds, mailKinds } = koAccount.ownData;

export function isLogKind(kind: string): kind is keyof typeof koDesk.auditLog.kinds {
  return Object.hasOwn(koDesk.auditLog.kinds, kind);
}

export function isExportColumn(name: string): name is keyof typeof koDesk.exports.columns {
  return Object.hasOwn(koDesk.exports.columns, name);
}

export function isExportFault(name: string): name is keyof typeof koDesk.exports.faults {
  return Object.hasOwn(koDesk.exports.faults, name);
}

export function isAttemptState(state: string): state is keyof typeof koDesk.attemptsDesk.states {
  return Object.hasOwn(koDesk.attemptsDesk.states, state);
}

/** In the order of the access log's filter. */
export const logKinds = Object.keys(koDesk.auditLog.kinds).filter(isLogKind);

/** What was recorded may be older or newer than its words. */
export function isEventKind(kind: string): kind is keyof typeof eventKinds {
  return Object.hasOwn(eventKinds, kind);
}

export function isMailKind(kind: string): kind is keyof typeof mailKinds {
  return Object.hasOwn(mailKinds, kind);
}

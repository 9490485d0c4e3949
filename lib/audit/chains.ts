/** Sealed and destroyed apart: what was done with rights is kept longer (안전성 확보조치 기준 §5③, §8①). */
export const chains = ["access", "rights"] as const;
export type Chain = (typeof chains)[number];

/** Of giving, changing and taking away rights, and of the log itself. */
const rightsKinds: ReadonlySet<string> = new Set([
  "administrator_created",
  "administrator_invited",
  "administrator_invitation_withdrawn",
  "administrator_removed",
  "administrator_reset",
  "administrator_role_changed",
  "administrator_unlocked",
  "second_factor_set",
  "recovery_codes_set",
  "rights_checked",
  "audit_pruned",
  "audit_reviewed",
  "backup_made",
  "database_restored",
]);

/** An event's own kind decides where it stands. */
export function chainOf(kind: string): Chain {
  return rightsKinds.has(kind) ? "rights" : "access";
}

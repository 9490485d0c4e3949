import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Appends one event to the audit trail, in the caller's transaction, so that what happened and its
 * trace stand or fall together. Ids only, nothing personal.
 */
export async function appendEvent(
  tx: Prisma.TransactionClient,
  event: AuditEvent,
  now: Date,
): Promise<void> {
  const { kind, actor = null, subject = null, ...detail } = event;
  await tx.auditEvent.create({ data: { at: now, kind, actor, subject, detail } });
}

/** What is recorded. `actor` did it, `subject` is whom it was done to: ids of rows. */
export type AuditEvent =
  | { kind: "account_opened"; actor: string; subject: string; attempt: string }
  /** Nothing else remains of them. */
  | { kind: "account_left"; actor: string; subject: string }
  /** Both are attempts: the guardian's and the child's. */
  | { kind: "guardian_consented"; actor: string; subject: string }
  | { kind: "logged_in"; actor: string; subject: string }
  | { kind: "logged_out"; actor: string; subject: string }
  | { kind: "administrator_logged_in"; actor: string; subject?: never }
  | { kind: "administrator_logged_out"; actor: string; subject?: never }
  /** Of whom is known only by a keyed digest of what was typed, made with the key that is named. */
  | {
      kind:
        | "login_failed"
        | "login_locked"
        | "administrator_login_failed"
        | "administrator_login_locked";
      actor?: never;
      subject: string;
      key: string;
    }
  /** A wrong password where a member is asked for it again. */
  | { kind: "password_refused"; actor: string; subject: string }
  | { kind: "people_listed"; actor: string; subject?: never; count: number };

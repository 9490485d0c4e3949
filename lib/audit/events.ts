import { createHash, randomBytes } from "node:crypto";
import { chainOf } from "@/lib/audit/chains";
import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * In the caller's transaction, so that it is kept only if the change is. No personal data: what an
 * administrator writes stands beside it, and the event holds its salted digest.
 */
export async function appendEvent(
  tx: Prisma.TransactionClient,
  event: AuditEvent,
  now: Date,
  { address, people, note }: Circumstances = {},
): Promise<void> {
  const { kind, actor = null, subject = null, ...detail } = event;
  const salt = randomBytes(16);
  const { id } = await tx.auditEvent.create({
    data: {
      ...{ at: now, kind, actor, subject, detail, chain: chainOf(kind) },
      ...(address === undefined ? {} : { address }),
      ...(people === undefined ? {} : { people: [...people] }),
      ...(note === undefined ? {} : { noteDigest: digestNote(salt, note) }),
    },
    select: { id: true },
  });
  if (note !== undefined) await tx.auditNote.create({ data: { eventId: id, salt, note } });
}

export function digestNote(salt: Uint8Array, note: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHash("sha256").update(salt).update(note).digest());
}

/** `address`: from where. `people`: whose data was shown, where it was several people's. */
export type Circumstances = { address?: string; people?: readonly string[]; note?: string };

/** Why an administrator looked at a value or acted on an account. */
export const reasons = [
  "asked_by_member",
  "abuse",
  "legal_request",
  "data_error",
  "other",
] as const;
export type Reason = (typeof reasons)[number];

export function isKnownReason(text: unknown): text is Reason {
  return reasons.some((reason) => reason === text);
}

/** `actor` did it, `subject` is whom it was done to; both are row ids. */
export type AuditEvent =
  | { kind: "account_opened"; actor: string; subject: string; attempt: string }
  | { kind: "account_left"; actor: string; subject: string }
  /** Both are attempt ids: the guardian's and the child's. */
  /** After a restore: somebody who had left after the backup was made. `left`: when. */
  | { kind: "departure_replayed"; actor?: never; subject: string; left: string }
  /** `file`: SHA-256 of what was written. */
  | { kind: "backup_made"; actor?: never; subject?: never; file: string }
  | {
      kind: "database_restored";
      actor?: never;
      subject?: never;
      departures: number;
      complete: boolean;
    }
  /** Somebody was told of a breach. `incident` is our own name of it. */
  | {
      kind: "breach_notified";
      actor?: never;
      subject: string;
      incident: string;
      phase: "first" | "later";
    }
  | { kind: "guardian_consented"; actor: string; subject: string }
  | {
      kind: "account_recovered";
      actor: string;
      subject: string;
      attempt: string;
      email_changed: boolean;
    }
  | { kind: "recovery_waits" | "recovery_cancelled"; actor: string; subject: string }
  /** "This was not me"; `recovery`: of a recovery. */
  | { kind: "repudiated"; actor: string; subject: string; recovery: boolean }
  /** `changed`: names of the fields that are new. */
  | { kind: "reverified"; actor: string; subject: string; attempt: string; changed: string[] }
  | { kind: "passkey_added" | "passkey_removed"; actor: string; subject: string; passkey: string }
  /** Its counter did not rise: there may be a copy of it. */
  | { kind: "passkey_cloned"; actor?: never; subject: string; passkey: string }
  | {
      kind:
        | "email_confirmed"
        | "email_corrected"
        | "email_change_asked"
        | "email_changed"
        | "email_reverted";
      actor: string;
      subject: string;
    }
  /** A member agreed to a text that is new since they joined. */
  | { kind: "consent_given"; actor: string; subject: string; document: string; version: string }
  /** What a member decided of advertising; `of`: AdvertisingSubject. */
  | {
      kind: "advertising_given" | "advertising_refused" | "advertising_withdrawn";
      actor: string;
      subject: string;
      of: string;
    }
  | { kind: "password_changed"; actor: string; subject: string }
  | { kind: "logged_in"; actor: string; subject: string }
  | { kind: "logged_out"; actor: string; subject: string }
  /** A member saw, or took away, their own data in full. */
  | { kind: "own_data_shown" | "own_data_downloaded"; actor: string; subject: string }
  | { kind: "logins_ended"; actor: string; subject: string; count: number }
  | { kind: "administrator_logged_in"; actor: string; subject?: never }
  | { kind: "administrator_logged_out"; actor: string; subject?: never }
  /** `subject`: keyed digest of the e-mail that was typed. `key`: id of the key used. */
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
  | { kind: "password_refused"; actor: string; subject: string }
  | { kind: "people_listed"; actor: string; subject?: never; count: number }
  /** `by`: which of the values that can be searched for; never what was typed. */
  | { kind: "people_searched"; actor: string; subject?: never; by: string; count: number }
  | { kind: "person_shown"; actor: string; subject: string }
  /** One field, in full. */
  | { kind: "person_revealed"; actor: string; subject: string; field: string; reason: Reason }
  | {
      kind:
        | "account_suspended"
        | "account_restored"
        | "account_logins_ended"
        | "reverification_required"
        | "confirmation_resent"
        | "account_unlocked"
        | "account_closed";
      actor: string;
      subject: string;
      reason: Reason;
    }
  /** By an administrator, or on the console. */
  | {
      kind: "administrator_created" | "administrator_invited";
      actor: string;
      /** An invitation has the id of the administrator who may come of it. */
      subject: string;
      role: string;
    }
  | { kind: "administrator_invitation_withdrawn"; actor: string; subject: string }
  | { kind: "administrator_role_changed"; actor: string; subject: string; from: string; to: string }
  | {
      kind:
        | "administrator_reset"
        | "administrator_removed"
        | "administrator_unlocked"
        | "administrator_logins_ended"
        | "second_factor_set"
        | "recovery_codes_set"
        | "second_factor_refused"
        | "recovery_code_used";
      actor: string;
      subject: string;
    }
  | { kind: "rights_checked"; actor: string; subject?: never }
  /** Kept long enough and destroyed: a chain up to one of its segments. */
  | {
      kind: "audit_pruned";
      actor?: never;
      subject?: never;
      of: "access" | "rights";
      through: number;
      count: number;
    }
  | { kind: "audit_reviewed"; actor: string; subject?: never; review: string }
  | {
      kind: "export_requested";
      actor: string;
      subject?: never;
      export: string;
      of: string;
      columns: string[];
      masked: boolean;
      ceiling: number;
      digest: string;
      from: string | null;
      until: string | null;
    }
  | { kind: "export_approved"; actor: string; subject?: never; export: string; digest: string }
  | {
      kind: "export_made";
      actor: string;
      subject?: never;
      export: string;
      rows: number;
      file: string;
    }
  | {
      kind: "export_cancelled" | "export_downloaded";
      actor: string;
      subject?: never;
      export: string;
    }
  | { kind: "attempts_searched"; actor: string; subject?: never; count: number }
  /** `subject`: whose events were asked for. */
  | { kind: "audit_listed"; actor: string; subject: string | null; count: number };

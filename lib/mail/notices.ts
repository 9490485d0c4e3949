import type { AdvertisingState, AdvertisingSubject } from "@/lib/generated/prisma/client";

/**
 * What a mail tells. Nothing of a person but what the mail's own purpose needs; `token` is of the link
 * in it (lib/mail/links.ts), which is shown nowhere else.
 */
export type Notice =
  /** To an address that is not confirmed yet: is it yours? */
  | { kind: "confirm_email"; token: string }
  /** To the address before: this account's e-mail was changed; a way back for seven days. */
  | { kind: "email_changed"; token: string }
  /** To the owner of an address with which somebody else joined. */
  | { kind: "address_used_by_another" }
  /** Somebody who proved to be this person tried to join again. */
  | { kind: "joined_again" }
  /** The link, of purpose not_me: ends all logins and voids the password. */
  | { kind: "password_changed"; token: string }
  /** A new password after identity verification; the link, recovery_not_me, also freezes recovery. */
  | { kind: "recovered"; token: string }
  /** A recovery waits until `readyAt`; the link cancels it. */
  | { kind: "recovery_waiting"; token: string; readyAt: Date }
  | { kind: "passkey_added"; name: string; token: string }
  | { kind: "passkey_removed"; name: string }
  | { kind: "new_device"; device: string | null; network: string | null; token: string }
  /** `dueOn`: YYYY-MM-DD in Seoul. */
  | { kind: "reverification_due"; dueOn: string }
  /** What became of decisions about advertising, made at `at` (정보통신망법 §50⑦). */
  | {
      kind: "advertising_decided";
      at: Date;
      decisions: readonly { subject: AdvertisingSubject; state: AdvertisingState }[];
    }
  /** Every two years: what was agreed to, and when (§50⑧). */
  | {
      kind: "advertising_reminder";
      given: readonly { subject: AdvertisingSubject; decidedAt: Date }[];
    }
  | { kind: "account_closed" }
  /** By an administrator, each. */
  | { kind: "account_suspended" }
  | { kind: "account_restored" }
  | { kind: "account_unlocked" }
  | { kind: "logins_ended_for_you" }
  | { kind: "reverification_required" }
  | { kind: "breach_first"; words: Readonly<BreachWords> }
  | { kind: "breach_later"; words: Readonly<BreachWords> }
  /** To the owners: a login of one who administers was made anew on the console. */
  | { kind: "administrator_reset"; email: string }
  /** To somebody whom an owner, by their address, asked to administer. */
  | { kind: "administrator_invited"; inviter: string; token: string };
/** Of a breach, the sentences that PIPA §34① asks for, as whoever answers for it wrote them. */
export type BreachWords = Record<
  "ko" | "en",
  { items: string; happened: string; protect: string; measures: string; contact: string }
>;
/** `later`: once more is known, or that it was untrue. */
export type BreachPhase = "first" | "later";
export type NoticeKind = Notice["kind"];

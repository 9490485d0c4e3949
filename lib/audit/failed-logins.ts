import { appendEvent } from "@/lib/audit/events";
import { blindIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";

/** Records a failed login in the audit trail and the log, by a keyed digest of the e-mail. */
export async function recordFailedLogin(
  tx: Prisma.TransactionClient,
  kind: "login_failed" | "administrator_login_failed",
  email: string,
  { indexKeys, now, from }: FailureContext,
): Promise<void> {
  const subject = keyedSubject(email, indexKeys);
  log("warn", kind, { code: "invalid_credentials", subject });
  await appendEvent(tx, { kind, subject, key: indexKeys.current.id }, now, from);
}

/** Records that an account's logins are locked for a while; for callers without a Prisma client. */
export async function recordLock(
  statements: StatementRunner,
  kind: "login_locked" | "administrator_login_locked",
  email: string,
  { indexKeys, now }: FailureContext,
): Promise<void> {
  const subject = keyedSubject(email, indexKeys);
  log("warn", kind, { code: "rate_limited", subject });
  await statements.query(
    "INSERT INTO audit_events (at, kind, subject, detail) VALUES ($1, $2, $3, $4)",
    [now.toISOString(), kind, subject, JSON.stringify({ key: indexKeys.current.id })],
  );
}

/** 40 hexadecimal digits of HMAC-SHA-256: counts failures per e-mail without storing it. */
export function keyedSubject(email: string, { current }: KeyRing): string {
  return Buffer.from(blindIndex(email, current, "login"))
    .toString("hex")
    .slice(0, 40);
}

/** `from`: what the access log keeps of where it was tried: of an administrator's login the address, of members nothing. */
export type FailureContext = { indexKeys: KeyRing; now: Date; from?: { address?: string } };

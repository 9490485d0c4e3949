import {
  contextWith,
  inventImpUid,
  inventPerson,
  refind,
  verified,
} from "@/lib/accounts/sign-up.fixture";
import type { Database } from "@/lib/db";
import type { AttemptPurpose } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { issueAttempt, viewAttempt, type AttemptView } from "@/lib/verification/attempts";
import { confirmIdentity } from "@/lib/verification/confirm-identity";

/** Identity verification for recovery or re-verification, up to its outcome. */
export async function verifyFor(
  db: Database,
  aim: { purpose: Extract<AttemptPurpose, "recovery" | "reverification">; accountId?: string },
  person: VerifiedPerson = inventPerson(),
  now = new Date(),
) {
  const ticket = await issueAttempt(db, { ...aim, consents: [], now });
  if (ticket === null) throw new Error("The attempt was not begun");
  const begun = await refind(db, ticket, { purpose: aim.purpose, now });
  const context = contextWith(db, verified(begun.id, person, now), { now });
  const outcome = await confirmIdentity(begun, inventImpUid(), context);
  return { outcome, ticket, attempt: await standing(db, begun, now), context };
}

export async function standing(
  db: Database,
  { id }: { id: string },
  now = new Date(),
): Promise<AttemptView> {
  return viewAttempt(await db.attempt.findUniqueOrThrow({ where: { id } }), now);
}

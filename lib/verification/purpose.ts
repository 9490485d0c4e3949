import type { AttemptPurpose } from "@/lib/generated/prisma/client";
import type { Verification } from "@/lib/identity/verified-person";
import type { AttemptView } from "@/lib/verification/attempts";
import type { ConfirmOutcome, Refusal } from "@/lib/verification/outcome";
import type { Hold } from "@/lib/verification/provider-id-hold";

/**
 * What a purpose says of a person whose identity is proved. `conclude` writes it down, or finds, by the
 * statement that would have written it, what the person is refused for.
 */
export type Decision =
  Refusal | { kind: "accepted"; conclude: (hold: Hold) => Promise<ConfirmOutcome | Refusal> };

/**
 * What an attempt is for: joining, a guardian's consent. Asked only once the record is known to be the
 * attempt's own, finished, fresh and of a live channel.
 */
export type Purpose = (
  attempt: AttemptView,
  verification: Verification,
  now: Date,
) => Promise<Decision>;
export type Purposes = Record<AttemptPurpose, Purpose>;

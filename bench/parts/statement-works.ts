import {
  beginSignUp,
  contextWith,
  inventCredentials,
  inventImpUid,
  inventPerson,
  reread,
  verified,
} from "@/lib/accounts/sign-up.fixture";
import { openAccount } from "@/lib/accounts/open-account";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Database } from "@/lib/db";
import { issueAttempt } from "@/lib/verification/attempts";
import { confirmIdentity, confirmTickets } from "@/lib/verification/confirm-identity";
import { recordConsent } from "@/lib/consents/documents";

/** What people do, by the functions that the handlers call. `prepare` is not measured. */
export const works: Work[] = [
  {
    name: "One exchange, POST /certifications",
    prepare: async ({ db, keys }) => {
      const now = new Date();
      const consents = [recordConsent("terms", "ko", now), recordConsent("privacy", "ko", now)];
      const ticket = await issueAttempt(db, { purpose: "signup", consents, now });
      if (ticket === null) throw new Error("The attempt was not begun");
      const count = { key: `bench:${ticket.id}`, points: 10, seconds: 60 };
      return async (recording) => {
        const context = contextWith(recording, verified(ticket.id, inventPerson(), now), keys);
        const limit = { count, spend: () => Promise.resolve(null) };
        const tickets = [{ ...ticket, purpose: "signup" as const }];
        const confirmed = await confirmTickets(tickets, inventImpUid(), limit, context);
        expectKind(confirmed !== null && "outcome" in confirmed && confirmed.outcome, "confirmed");
      };
    },
  },
  {
    name: "Opening an account and logging in, POST /signup/details/submit",
    prepare: async ({ db, keys }) => {
      const begun = await beginSignUp(db);
      const context = contextWith(db, verified(begun.id), keys);
      expectKind(await confirmIdentity(begun, inventImpUid(), context), "confirmed");
      const attempt = await reread(db, begun);
      return async (recording) => {
        const opened = await openAccount(
          attempt,
          inventCredentials(),
          contextWith(recording, verified(begun.id), keys),
        );
        expectKind(opened, "opened");
      };
    },
  },
];

function expectKind(outcome: { kind: string } | false, kind: string): void {
  if (outcome === false || outcome.kind !== kind) throw new Error(`Not ${kind}`);
}

type Keys = { sealKeys: KeyRing; indexKeys: KeyRing };
export type Work = {
  name: string;
  /** Resolves with the work itself, on a database that records what it is asked. */
  prepare: (context: {
    db: Database;
    keys: Keys;
  }) => Promise<(recording: Database) => Promise<void>>;
};

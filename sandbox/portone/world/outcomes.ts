import type { Person } from "./person";
import type { Outcome, WindowOutcome } from "./outcome";
import { providers } from "./provider";
import { fail, verify, type VerificationRecord } from "./records";
import type { Switches } from "./switches";

export function applyOutcome(record: VerificationRecord, decision: Decision): void {
  const { at, switches } = decision;
  switch (decision.outcome) {
    case "verified":
    case "no_callback":
      return verify(record, decision.person, at);
    case "failed":
      return fail(record, gatewayFailure, at);
    case "cancelled":
    case "under_age":
      // It is unknown whether PortOne sets a cancelled V2 record to FAILED or leaves it READY.
      if (switches.cancelFails) fail(record, { reason: cancelledMessage }, at);
      return;
    case "unfinished":
      return;
  }
}

/** PortOne's texts are not documented; integrators recognise a cancel by 취소. */
const cancelledMessage = "사용자가 본인인증을 취소하였습니다.";
const failedMessage = "본인인증에 실패하였습니다.";
const gatewayFailure = { reason: failedMessage, pgCode: "9015", pgMessage: failedMessage };

/** V1's callback. A failure of the gateway has ids (observed: 9015) or none (9010). */
export function v1Callback(
  record: VerificationRecord,
  outcome: WindowOutcome,
  { failureIds }: Pick<Switches, "failureIds">,
): V1Callback {
  const problem = problemOf(outcome);
  const named = {
    pg_provider: providers[record.provider].v1,
    pg_type: "certification",
    error_code: problem?.v1Code ?? null,
    error_msg: problem?.message ?? null,
  };
  if (outcome === "failed" && !failureIds) return { success: false, ...named, error_code: "9010" };
  return {
    success: problem === null,
    imp_uid: record.impUid,
    merchant_uid: record.id,
    ...named,
  };
}

/** The result of V2's promise, or its redirect's query; success has no `code`. */
export function v2Response(
  record: VerificationRecord,
  outcome: WindowOutcome,
): Record<string, string> {
  const problem = problemOf(outcome);
  const gateway = outcome === "failed" ? { pgCode: "9015", pgMessage: failedMessage } : {};
  return {
    transactionType: "IDENTITY_VERIFICATION",
    identityVerificationId: record.id,
    identityVerificationTxId: record.txId,
    ...(problem === null ? {} : { code: problem.v2Code, message: problem.message }),
    ...gateway,
  };
}

/**
 * `unfinished` reports success although nothing is certified, to catch servers that trust the
 * browser. The codes of a cancel are unknown; V1's is from an old wrapper, V2's from the payment
 * guide.
 */
function problemOf(outcome: WindowOutcome): Problem | null {
  switch (outcome) {
    case "verified":
    case "unfinished":
    case "no_callback":
      return null;
    case "cancelled":
    case "under_age":
      return { v1Code: "CANCEL", v2Code: "FAILURE_TYPE_PG", message: cancelledMessage };
    case "failed":
      return { v1Code: "9015", v2Code: "PG_PROVIDER_ERROR", message: `[9015] ${failedMessage}` };
    case "already_verified":
      return {
        v1Code: "9015",
        v2Code: "IdentityVerificationAlreadyVerified",
        message: "이미 완료된 본인인증입니다.",
      };
  }
}

type Problem = { v1Code: string; v2Code: string; message: string };
export type Decision = { at: Date; switches: Switches } & (
  | { outcome: Outcome; person: Person }
  /** Cancelled before a person was chosen. */
  | { outcome: "cancelled"; person: null }
);
export type V1Callback = {
  success: boolean;
  imp_uid?: string;
  merchant_uid?: string;
  pg_provider: string;
  pg_type: string;
  error_code: string | null;
  error_msg: string | null;
};

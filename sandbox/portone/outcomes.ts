import { verify, type VerificationRecord } from "./records";
import type { Person } from "./people";

export const outcomes = [
  "verified",
  "cancelled",
  "failed",
  "unfinished",
  "under_age",
  "no_callback",
] as const;
export type Outcome = (typeof outcomes)[number];

/** What the outcome does to the record. */
export function settle(
  record: VerificationRecord,
  person: Person,
  outcome: Outcome,
  at: Date,
): void {
  switch (outcome) {
    case "verified":
    case "no_callback":
      return verify(record, person, at);
    case "failed":
      Object.assign(record, { status: "failed", failure: failedMessage });
      return;
    case "cancelled":
    case "under_age":
    case "unfinished":
      return;
  }
}

/** The exact texts are not documented; a cancel is told by 취소. */
export const cancelledMessage = "사용자가 본인인증을 취소하였습니다.";
export const failedMessage = "본인인증에 실패하였습니다.";

/** V1's callback; the ids are there on a failure of the gateway too (observed with 9015). */
export function v1Callback(record: VerificationRecord, outcome: Outcome): Record<string, unknown> {
  const problem = problemOf(outcome);
  return {
    success: problem === null,
    imp_uid: record.impUid,
    merchant_uid: record.id,
    pg_provider: record.provider,
    pg_type: "certification",
    error_code: problem?.v1Code ?? null,
    error_msg: problem?.message ?? null,
  };
}

/** V2's promise, or the query of its redirect. */
export function v2Response(record: VerificationRecord, outcome: Outcome): Record<string, string> {
  const problem = problemOf(outcome);
  return {
    transactionType: "IDENTITY_VERIFICATION",
    identityVerificationId: record.id,
    identityVerificationTxId: record.impUid.replace("imp_", "tx-"),
    ...(problem === null ? {} : { code: problem.v2Code, message: problem.message }),
    ...(outcome === "failed" ? { pgCode: "9015", pgMessage: failedMessage } : {}),
  };
}

/** `unfinished` says success though nothing is certified: whoever trusts the browser is fooled. */
function problemOf(outcome: Outcome): { v1Code: string; v2Code: string; message: string } | null {
  switch (outcome) {
    case "verified":
    case "unfinished":
    case "no_callback":
      return null;
    case "cancelled":
    case "under_age":
      return { v1Code: "CANCEL", v2Code: "FAILURE_TYPE_PG", message: cancelledMessage };
    case "failed":
      return { v1Code: "9015", v2Code: "PG_PROVIDER_ERROR", message: failedMessage };
  }
}

import type { AttemptView } from "@/lib/verification/attempts";

/** The page where an attempt in this state goes on, or its result is shown. */
export function pageOf({ purpose, state, guardianRequired }: Standing): AttemptPage {
  switch (purpose) {
    case "signup":
      return pageOfSignUp({ state, guardianRequired });
    case "guardian":
      return "/guardian";
    case "recovery":
      return pageOfRecovery(state);
    case "reverification":
      return "/account/verify";
  }
}

function pageOfRecovery(state: Standing["state"]): AttemptPage {
  switch (state) {
    case "issued":
    case "confirming":
    case "failed":
    case "expired":
      return "/recover";
    case "confirmed":
      return "/recover/password";
    case "refused":
      return "/recover/refused";
    case "consumed":
      return "/recover/done";
  }
}

/** Where a purpose begins, and a refusal or fault is told: null for the code's own page. */
export function startOf(purpose: Standing["purpose"]): AttemptPage | null {
  switch (purpose) {
    case "signup":
      return null;
    case "guardian":
      return "/guardian";
    case "recovery":
      return "/recover";
    case "reverification":
      return "/account/verify";
  }
}

function pageOfSignUp({ state, guardianRequired }: Omit<Standing, "purpose">): AttemptPage {
  switch (state) {
    case "issued":
    case "confirming":
    case "failed":
    case "expired":
      return "/signup";
    case "confirmed":
      return guardianRequired ? "/signup/guardian" : "/signup/details";
    case "refused":
      return "/signup/refused";
    case "consumed":
      return "/signup/complete";
  }
}

type Standing = Pick<AttemptView, "purpose" | "state" | "guardianRequired">;
export type AttemptPage =
  | "/account/verify"
  | "/guardian"
  | "/recover"
  | "/recover/done"
  | "/recover/password"
  | "/recover/refused"
  | "/signup"
  | "/signup/guardian"
  | "/signup/details"
  | "/signup/refused"
  | "/signup/complete";

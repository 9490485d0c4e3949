import type { AttemptView } from "@/lib/verification/attempts";

/** The page where an attempt in this state goes on, or its result is shown. */
export function pageOf({ purpose, state, guardianRequired }: Standing): AttemptPage {
  switch (purpose) {
    case "signup":
      return pageOfSignUp({ state, guardianRequired });
    case "guardian":
      return "/guardian";
    case "recovery":
    case "reverification":
      throw new Error(`Nothing begins an attempt for ${purpose}`);
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
  | "/guardian"
  | "/signup"
  | "/signup/guardian"
  | "/signup/details"
  | "/signup/refused"
  | "/signup/complete";

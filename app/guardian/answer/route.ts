import { answerHandler } from "@/app/verification/answer-handler";
import { currentGuardianAttempt } from "@/lib/browser/attempt";

export const { GET, HEAD } = answerHandler({
  current: currentGuardianAttempt,
  page: "/guardian",
  refused: "/guardian",
});

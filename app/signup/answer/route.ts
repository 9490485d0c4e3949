import { answerHandler } from "@/app/verification/answer-handler";
import { currentSignUp } from "@/lib/browser/attempt";

export const { GET, HEAD } = answerHandler({
  current: currentSignUp,
  page: "/signup",
  refused: "/signup/refused",
});

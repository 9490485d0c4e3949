import { answerHandler } from "@/app/verification/answer-handler";
import { currentRecovery } from "@/lib/browser/attempt";

export const { GET, HEAD } = answerHandler({
  current: currentRecovery,
  page: "/recover",
  refused: "/recover/refused",
});

import { answerHandler } from "@/app/verification/answer-handler";
import { requireAccount } from "@/lib/browser/access";
import { currentReverification } from "@/lib/browser/attempt";

export const { GET, HEAD } = answerHandler({
  current: async () => currentReverification((await requireAccount("any")).id),
  page: "/account/verify",
  refused: "/account/verify",
});

import { answerHandler } from "@/app/verification/answer-handler";
import { memberAccess } from "@/lib/browser/access";
import { currentReverification } from "@/lib/browser/attempt";

export const { GET, HEAD } = answerHandler({
  current: async () => {
    const login = await memberAccess.current();
    return login === null ? null : currentReverification(login.id);
  },
  page: "/account/verify",
  refused: "/account/verify",
});

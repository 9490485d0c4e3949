import { answerRedirect, faultDestination, type Destination } from "@/app/certifications/answer";
import { askLostAnswer, isOverdue } from "@/app/verification/lost-answer";
import { handAnswer, isUnheard, mayAsk, noteAsked } from "@/lib/browser/answer";
import { attemptsHere } from "@/lib/browser/attempt";
import type { AttemptView } from "@/lib/verification/attempts";

/**
 * A page redirects here if an answer was lost, since a page cannot set a cookie. We ask PortOne, no
 * oftener than `mayAsk` allows, and redirect by the result. This GET changes only the browser's own
 * attempt.
 */
export function answerHandler({ current, page, refused }: Asking) {
  const back: Destination = { next: page, code: null };
  const end: Destination = { next: refused, code: null };
  async function hear(): Promise<Destination> {
    const now = new Date();
    const attempt = await current();
    if (attempt === null) return back;
    if (await isUnheard(attempt)) {
      await handAnswer(attempt, {});
      return end;
    }
    if (!isOverdue(attempt) || !(await mayAsk(attempt, now))) return back;
    await noteAsked(attempt, now);
    const outcome = await askLostAnswer(attempt);
    const decided = (await attemptsHere()).find(({ id }) => id === attempt.id);
    if (decided === undefined) return back;
    await handAnswer(decided, outcome?.kind === "declined" ? outcome : {});
    return decided.state === "refused" ? end : back;
  }
  return {
    async GET(): Promise<Response> {
      try {
        return answerRedirect(await hear());
      } catch (error) {
        return answerRedirect(faultDestination(error));
      }
    },
    /** Otherwise Next answers HEAD with GET. */
    HEAD: (): Response => answerRedirect(back),
  };
}

/** Whether the answer to this attempt may have been lost, and may be asked for. */
export async function mayHaveAnswer(attempt: AttemptView): Promise<boolean> {
  if (await isUnheard(attempt)) return true;
  return isOverdue(attempt) && (await mayAsk(attempt, new Date()));
}

type Asking = {
  current: () => Promise<AttemptView | null>;
  /** Where the person goes on. */
  page: string;
  /** Where a refusal is shown. */
  refused: string;
};

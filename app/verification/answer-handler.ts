import { answerRedirect, faultDestination, type Destination } from "@/app/certifications/answer";
import type { PageSearch } from "@/app/forms/code-parameter";
import { askLostAnswer, isOverdue } from "@/app/verification/lost-answer";
import { handAnswer, isUnheard, mayAsk, noteAsked } from "@/lib/browser/answer";
import { attemptsHere } from "@/lib/browser/attempt";
import { isCode } from "@/lib/codes";
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
    const asked: Destination = { next: `${page}?asked=${Date.now()}`, code: null };
    if (decided === undefined) return asked;
    await handAnswer(decided, outcome?.kind === "declined" ? outcome : {});
    return decided.state === "refused" ? end : asked;
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

/**
 * Whether the answer to this attempt may have been lost, and may be asked for.
 * @param search of the page. After a question it says when: on a server so busy that the page comes
 * later than the next question may, the browser would be sent around for ever.
 */
export async function mayHaveAnswer(
  attempt: AttemptView,
  { code, asked }: Awaited<PageSearch>,
): Promise<boolean> {
  // A code has just said what came of it.
  if (isCode(code)) return false;
  if (await isUnheard(attempt)) return true;
  if (Math.abs(Date.now() - Number(asked)) < justAsked) return false;
  return isOverdue(attempt) && (await mayAsk(attempt, new Date()));
}

const justAsked = 60_000;

type Asking = {
  current: () => Promise<AttemptView | null>;
  /** Where the person goes on. */
  page: string;
  /** Where a refusal is shown. */
  refused: string;
};

import { answerRedirect, faultDestination, type Destination } from "@/app/certifications/answer";
import { handAnswer, isUnheard, mayAsk, noteAsked } from "@/lib/browser/answer";
import { attemptsHere, currentSignUp } from "@/lib/browser/attempt";
import { askLostAnswer, isOverdue } from "@/app/verification/lost-answer";

/**
 * The sign-up page redirects here if an answer was lost, since a page cannot set a cookie. We ask
 * PortOne and redirect by the result. This GET changes only the browser's own attempt.
 */
export async function GET(): Promise<Response> {
  try {
    return answerRedirect(await hear());
  } catch (error) {
    return answerRedirect(faultDestination(error));
  }
}

/** Otherwise Next answers HEAD with GET. */
export function HEAD(): Response {
  return answerRedirect(signUp);
}

async function hear(): Promise<Destination> {
  const now = new Date();
  const attempt = await currentSignUp();
  if (attempt === null) return signUp;
  if (await isUnheard(attempt)) {
    await handAnswer(attempt, {});
    return refused;
  }
  if (!isOverdue(attempt) || !(await mayAsk(attempt, now))) return signUp;
  await noteAsked(attempt, now);
  const outcome = await askLostAnswer(attempt);
  const decided = (await attemptsHere()).find(({ id }) => id === attempt.id);
  if (decided === undefined) return signUp;
  await handAnswer(decided, outcome?.kind === "declined" ? outcome : {});
  return decided.state === "refused" ? refused : signUp;
}

const signUp: Destination = { next: "/signup", code: null };
const refused: Destination = { next: "/signup/refused", code: null };

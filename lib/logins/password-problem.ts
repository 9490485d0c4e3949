import { judgePassword, type PasswordProblem } from "@/lib/passwords/password-problem";
import type { Known } from "@/lib/passwords/personal-words";

/**
 * Why this password of this person is refused; null if it is not. The word lists are loaded when the
 * first password is set, not when somebody logs in.
 */
export async function passwordProblem(
  password: string,
  known: Known,
): Promise<PasswordProblem | null> {
  const { estimateGuesses } = await import("@/lib/passwords/guesses");
  return judgePassword(password, known, estimateGuesses).problem;
}

export type { PasswordProblem };

import type { PasswordProblem } from "@/lib/passwords/password-problem";

/** What is said of a password while it is typed. */
export type Verdict = PasswordProblem | "fine" | "strong";

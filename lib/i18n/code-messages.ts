import type { Code } from "@/lib/codes";

/** What a person hears of a code: what happened, why, and what to do now. */
export type CodeMessages = Record<Code, { title: string; body: string; next: string }>;

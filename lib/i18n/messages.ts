import type { Code } from "@/lib/codes";
import type { ko } from "./ko";

/** Korean is written first; every other language must have exactly its keys. */
export type Messages = Texts<typeof ko>;

/** What a person hears of a code: what happened, why, and what to do now. */
export type CodeMessages = Record<Code, { title: string; body: string; next: string }>;

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

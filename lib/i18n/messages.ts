import type { ko } from "./ko";

/** Korean is written first; every other language must have exactly its keys. */
export type Messages = Texts<typeof ko>;

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

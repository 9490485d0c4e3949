"use client";

import { createContext, type ReactNode } from "react";
import type { Trouble } from "./send-form";

/** What every form may have to say by itself, in the reader's language. */
export const FormWords = createContext<FormSentences | null>(null);

export function FormWordsProvider({ words, children }: FormWordsProviderProps) {
  return <FormWords value={words}>{children}</FormWords>;
}

export type FormSentences = Record<Trouble | "emptyEmail" | "emptyPassword" | "reference", string>;
type FormWordsProviderProps = { words: FormSentences; children: ReactNode };

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import graphs from "@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs";
import diceware from "@zxcvbn-ts/language-common/dist/diceware.json.mjs";
import passwords from "@zxcvbn-ts/language-common/dist/passwords.json.mjs";
import commonWords from "@zxcvbn-ts/language-en/dist/commonWords.json.mjs";
import firstNames from "@zxcvbn-ts/language-en/dist/firstnames.json.mjs";
import { koreanNames, koreanWords } from "@/lib/passwords/korean-words";

/**
 * How many tries it takes to guess a password, and what it is made of. Import this file only when a
 * password is set: the lists are half a megabyte.
 */
export function estimateGuesses(password: string, known: string[]): Estimate {
  const { guesses, sequence } = (kept ??= estimator()).check(password, known);
  return {
    guesses,
    parts: sequence.map(({ pattern, token, dictionaryName }) => ({
      kind: kindOf(pattern, dictionaryName),
      length: token.length,
    })),
  };
}

let kept: ZxcvbnFactory | undefined;

function estimator(): ZxcvbnFactory {
  const words = new Set([...commonWords, ...diceware, ...firstNames]);
  return new ZxcvbnFactory({
    // Each list is searched by itself, so that few are quicker than many.
    dictionary: {
      passwords,
      words: [...words],
      korean: [...new Set(koreanWords())],
      names: [...new Set(koreanNames())],
    },
    graphs: { qwerty: graphs.qwerty, keypad: graphs.keypad },
    // A hundred ways to read digits as letters take a second of the server; ten find as much.
    l33tMaxSubstitutions: 10,
    maxLength: judgedLength,
  });
}

/** What comes after is not looked at, since the time grows with the square. */
const judgedLength = 40;

function kindOf(pattern: string, dictionary: unknown): PartKind {
  switch (pattern) {
    case "dictionary":
      return dictionary === "userInputs"
        ? "known"
        : dictionary === "passwords"
          ? "password"
          : "word";
    case "wordSequence":
      return "word";
    case "date":
    case "regex":
      return "date";
    case "repeat":
    case "sequence":
    case "spatial":
      return "pattern";
    default:
      return "rest";
  }
}

type PartKind = "known" | "password" | "word" | "date" | "pattern" | "rest";
export type Estimate = { guesses: number; parts: { kind: PartKind; length: number }[] };
export type EstimateGuesses = typeof estimateGuesses;

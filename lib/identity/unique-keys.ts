import type { VerifiedPerson } from "./verified-person";

/**
 * What makes a person unique here: the CI and, where the setting allows it, the DI beside it, so
 * that one who comes back by a way without a CI is known again. None: this person cannot be told
 * from others.
 */
export function uniqueKeysOf(person: VerifiedPerson, duplicateKey: DuplicateKey): UniqueKey[] {
  const { ci, di } = person;
  return [
    ...(ci === null ? [] : [{ kind: "ci" as const, value: ci }]),
    ...(di === null || duplicateKey === "ci" ? [] : [{ kind: "di" as const, value: di }]),
  ];
}

export type UniqueKey = { kind: "ci" | "di"; value: string };
export type DuplicateKey = "ci" | "ci-or-di";

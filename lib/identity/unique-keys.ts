import type { VerifiedPerson } from "./verified-person";

/** The DI, if the setting allows it, recognises a person even without a CI. */
export function uniqueKeysOf(person: VerifiedPerson, duplicateKey: DuplicateKey): UniqueKey[] {
  const { ci, di } = person;
  return [
    ...(ci === null ? [] : [{ kind: "ci" as const, value: ci }]),
    ...(di === null || duplicateKey === "ci" ? [] : [{ kind: "di" as const, value: di }]),
  ];
}

export type UniqueKey = { kind: "ci" | "di"; value: string };
export type DuplicateKey = "ci" | "ci-or-di";

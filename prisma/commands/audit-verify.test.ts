import { expect, it } from "vitest";
import { readHeads, tellVerification } from "./audit-verify";

const hash = "9f".repeat(32);

it.each([
  [{ kind: "changed", event: "12", segment: 3 }, "event 12 was changed (segment 3)"],
  [{ kind: "missing", event: "12", segment: 3 }, "event 12 is missing"],
  [{ kind: "added", event: "12", segment: 3 }, "event 12 was added"],
  [{ kind: "reordered", event: "12", segment: 3, other: "13" }, "it stands where 13 stood"],
  [{ kind: "tail_cut", segment: 9, sealed: 7 }, "segment 9 was kept, the last one here is 7"],
  [{ kind: "key_missing", segment: 1, key: "k1" }, "the key k1, which AUDIT_KEYS lacks"],
] as const)("names what is wrong: %j", (fault, words) => {
  expect(tellVerification({ kind: "broken", chain: "access", fault })).toContain(words);
});

it("takes heads as it prints them, several too", () => {
  const head = `access:2:6:${hash}`;
  expect(readHeads([`${head},rights:1:1:${hash}`, head])).toHaveLength(3);
  for (const text of ["", "access", `other:1:1:${hash}`, `access:1:1:${hash}0`]) {
    expect(() => readHeads([text])).toThrow("--head needs a head");
  }
});

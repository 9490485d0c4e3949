import { createHash, createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allIndexes, blindIndex, currentIndex } from "./blind-index";
import { parseKeyRing } from "./key-ring";

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const ring = parseKeyRing(`new:${keyOf(2)},old:${keyOf(1)}`);
const ci = "INVENTED-CI-88-CHARS==";

describe("a blind index", () => {
  it("never changes: otherwise everybody could join twice", () => {
    const index = blindIndex(ci, { id: "k", secret: createSecretKey(Buffer.alloc(32, 1)) }, "ci");
    expect(hex(index)).toBe("ea9b6ecf1a799b015e736ef2090a5b486d4d424235cfc3b567a30dc67a8ab003");
  });

  it("is the same for the same value only", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const [a, b] = [one, other].map((value) => hex(blindIndex(value, ring.current, "ci")));
        expect(a === b).toBe(one === other);
      }),
    );
  });

  it("differs between CI and DI, and between keys", () => {
    const [current, old] = allIndexes(ci, ring, "ci");
    const di = currentIndex(ci, ring, "di");
    const indexes = [current, old, di].map((indexed) => indexed && hex(indexed.index));
    expect(new Set(indexes).size).toBe(3);
  });

  it("is not an unkeyed hash, which anybody with a list of CIs could look up", () => {
    const bare = createHash("sha256").update(ci).digest("hex");
    const named = createHash("sha256").update(`ci\0${ci}`).digest("hex");
    expect([bare, named]).not.toContain(hex(currentIndex(ci, ring, "ci").index));
  });

  it("is written under the current key and looked for under all", () => {
    expect(currentIndex(ci, ring, "ci").keyId).toBe("new");
    expect(allIndexes(ci, ring, "ci").map(({ keyId }) => keyId)).toEqual(["new", "old"]);
    expect(allIndexes(ci, ring, "ci")[0]).toEqual(currentIndex(ci, ring, "ci"));
    const before = currentIndex(ci, parseKeyRing(`old:${keyOf(1)}`), "ci");
    expect(allIndexes(ci, ring, "ci")).toContainEqual(before);
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

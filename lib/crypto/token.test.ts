import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalBytes, hashToken, randomAlphanumeric, randomToken } from "./token";

describe("a random token", () => {
  it("carries 32 bytes in letters that need no escaping, new each time", () => {
    const tokens = Array.from({ length: 1_000 }, () => randomToken());
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(randomToken(16), "base64url")).toHaveLength(16);
  });

  it("is stored as its SHA-256", () => {
    const digest = createHash("sha256").update("token").digest();
    expect(equalBytes(hashToken("token"), digest)).toBe(true);
    expect(equalBytes(hashToken("Token"), digest)).toBe(false);
  });
});

describe("random letters and digits", () => {
  it("have the length that was asked for and nothing else in them", () => {
    expect(randomAlphanumeric(0)).toBe("");
    expect(randomAlphanumeric(40)).toMatch(/^[A-Za-z0-9]{40}$/);
  });

  it("are equally likely: 62 letters, each within a tenth of its share", () => {
    const perLetter = 10_000;
    const counts = new Map<string, number>();
    for (const letter of randomAlphanumeric(62 * perLetter)) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    // A tenth is ten standard deviations; `byte % 62` would be off by a fifth or more.
    for (const count of counts.values()) {
      expect(Math.abs(count - perLetter)).toBeLessThan(perLetter / 10);
    }
  });
});

describe("equalBytes", () => {
  it("says the same as comparing byte by byte, for any lengths", () => {
    const bytes = fc.uint8Array({ maxLength: 4, max: 2 });
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(equalBytes(one, other)).toBe(one.join() === other.join());
      }),
      { numRuns: 1_000 },
    );
  });
});

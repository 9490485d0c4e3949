import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allIndexes, blindIndex, currentIndex } from "./blind-index";
import { InvalidKeyRing, parseKeyRing } from "./key-ring";
import { hashPassword, passwordProblem, verifyAgainstNobody, verifyPassword } from "./password";
import { seal, unseal, UnsealFailed } from "./seal";
import { equalBytes, hashToken, randomAlphanumeric, randomToken } from "./token";

const encoded = (letter: string) => Buffer.alloc(32, letter).toString("base64");
const ring = parseKeyRing(`new:${encoded("n")},old:${encoded("o")}`);
const oldRing = parseKeyRing(`old:${encoded("o")}`);
const here = { ring, associatedData: "accounts.profile:1" };

describe("a key ring", () => {
  it("seals with its first key and finds the others", () => {
    expect(ring.current.id).toBe("new");
    expect(ring.find("old")?.id).toBe("old");
    expect(ring.find("none")).toBeNull();
  });
  it.each([
    "",
    "k1",
    "k1:",
    "k1:c2hvcnQ=",
    `K1:${encoded("a")}`,
    `k1:${encoded("a")},k1:${encoded("b")}`,
    `k1:${encoded("a")},`,
  ])("refuses %j without showing a key", (text) => {
    expect(() => parseKeyRing(text)).toThrow(InvalidKeyRing);
    expect(() => parseKeyRing(text)).not.toThrow(encoded("a"));
  });
});

describe("a seal", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unseal(seal(text, here), here)).toBe(text);
      }),
    );
  });
  it("never looks the same twice and holds nothing readable", () => {
    const [one, two] = [seal("홍길동", here), seal("홍길동", here)];
    expect(Buffer.from(one.sealed)).not.toEqual(Buffer.from(two.sealed));
    expect(Buffer.from(one.sealed).includes("홍길동")).toBe(false);
  });
  it("opens under an older key, but not without it", () => {
    const sealed = seal("text", { ...here, ring: oldRing });
    expect(unseal(sealed, here)).toBe("text");
    expect(() => unseal(seal("text", here), { ...here, ring: oldRing })).toThrow(UnsealFailed);
  });
  it("does not open in another row", () => {
    expect(() =>
      unseal(seal("text", here), { ring, associatedData: "accounts.profile:2" }),
    ).toThrow(UnsealFailed);
  });
  it("does not open with any bit changed", () => {
    const { keyId, sealed } = seal("text", here);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal({ keyId, sealed: changed }, here)).toThrow(UnsealFailed);
    }
    for (const length of [0, 1, 28]) {
      expect(() => unseal({ keyId, sealed: sealed.slice(0, length) }, here)).toThrow(UnsealFailed);
    }
  });
});

describe("a blind index", () => {
  it("is the same for the same value, key and kind only", () => {
    const index = blindIndex("CI", ring.current, "ci");
    expect(index).toHaveLength(32);
    expect(index).toEqual(currentIndex("CI", ring, "ci").index);
    expect(index).not.toEqual(blindIndex("CI", ring.current, "di"));
    expect(index).not.toEqual(blindIndex("CI", oldRing.current, "ci"));
    expect(allIndexes("CI", ring, "ci").map(({ keyId }) => keyId)).toEqual(["new", "old"]);
  });
});

describe("a password", () => {
  it("verifies, also when typed as other code points of the same letters", async () => {
    const hash = await hashPassword("비밀번호가 길어요");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, "비밀번호가 길어요".normalize("NFD"))).toBe(true);
    expect(await verifyPassword(hash, "비밀번호가 짧아요")).toBe(false);
    await verifyAgainstNobody("whatever");
  });
  it("is judged by length and by how well known it is", () => {
    const problem = (text: string) => passwordProblem(text, { email: "gildong@example.com" });
    expect(problem("1234567")).toBe("too_short");
    expect(problem("a".repeat(129))).toBe("too_long");
    expect(problem("Password123")).toBe("too_common");
    expect(problem("aaaaaaaaaa")).toBe("too_common");
    expect(problem("my gildong secret")).toBe("contains_email");
    expect(problem("correct horse battery")).toBeNull();
  });
});

describe("tokens", () => {
  it("are unguessable, alphanumeric where they must be, and compared whole", () => {
    expect(new Set(Array.from({ length: 1000 }, () => randomToken())).size).toBe(1000);
    expect(randomAlphanumeric(32)).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(equalBytes(hashToken("a"), hashToken("a"))).toBe(true);
    expect(equalBytes(hashToken("a"), hashToken("b"))).toBe(false);
    expect(equalBytes(hashToken("a"), new Uint8Array(3))).toBe(false);
  });
});

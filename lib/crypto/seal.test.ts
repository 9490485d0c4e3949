import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKeyRing } from "./key-ring";
import { seal, unseal, UnsealFailed } from "./seal";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [first, second] = [key("k1"), key("k2")];
const ring = parseKeyRing(first);
const place = { ring, associatedData: "accounts.profile:1" };

describe("a sealed text", () => {
  it("can be unsealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, associatedData) => {
        const opened = unseal(seal(text, { ring, associatedData }), { ring, associatedData });
        expect(opened).toBe(text);
      }),
    );
  });

  it("names the current key and has the layout version, IV, tag, ciphertext", () => {
    const { keyId, sealed } = seal("홍길동", place);
    expect(keyId).toBe("k1");
    expect(sealed[0]).toBe(1);
    expect(sealed).toHaveLength(1 + 12 + 16 + Buffer.byteLength("홍길동"));
    expect(Buffer.from(sealed).includes("홍")).toBe(false);
  });

  it("is different each time", () => {
    const sealed = Array.from({ length: 100 }, () => hex(seal("홍길동", place).sealed));
    expect(new Set(sealed).size).toBe(100);
  });

  it("opens after the keys were rotated, and new ones are sealed under the new key", () => {
    const before = seal("홍길동", place);
    const rotated = { ...place, ring: parseKeyRing(`${second},${first}`) };
    expect(unseal(before, rotated)).toBe("홍길동");
    expect(seal("홍길동", rotated).keyId).toBe("k2");
  });
});

describe("a sealed text does not open", () => {
  it("with any single bit changed", () => {
    const { keyId, sealed } = seal("홍길동", place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(() => unseal({ keyId, sealed: changed }, place)).toThrow(UnsealFailed);
    }
  });

  it("cut off anywhere", () => {
    const { keyId, sealed } = seal("홍길동", place);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => unseal({ keyId, sealed: sealed.slice(0, length) }, place)).toThrow(UnsealFailed);
    }
  });

  it("in another place", () => {
    const elsewhere = { ring, associatedData: "accounts.profile:2" };
    expect(() => unseal(seal("홍길동", place), elsewhere)).toThrow(UnsealFailed);
  });

  it("under another key of the same name, or with its key gone", () => {
    const sealed = seal("홍길동", place);
    const namesake = { ...place, ring: parseKeyRing(key("k1")) };
    const stranger = { ...place, ring: parseKeyRing(second) };
    expect(() => unseal(sealed, namesake)).toThrow(UnsealFailed);
    expect(() => unseal(sealed, stranger)).toThrow("No key is named k1");
  });

  it("under another key of the ring", () => {
    const both = { ...place, ring: parseKeyRing(`${first},${second}`) };
    const { sealed } = seal("홍길동", both);
    expect(() => unseal({ keyId: "k2", sealed }, both)).toThrow(UnsealFailed);
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

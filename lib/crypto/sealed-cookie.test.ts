import { createCipheriv, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openCookie, sealCookie } from "./sealed-cookie";

const [old, middle, fresh] = ["oldest", "middle", "newest"].map((word) => word.padEnd(32, ".")) as [
  string,
  string,
  string,
];
const now = new Date("2026-01-01T00:00:00Z");
const hour = 3_600_000;
const place = { name: "login", ends: new Date(now.getTime() + hour) };
const at = (milliseconds: number) => ({
  name: "login",
  now: new Date(now.getTime() + milliseconds),
});

describe("a sealed cookie", () => {
  it.each(["", "{}", "길동 👩‍👩‍👧", "x".repeat(3_000)])("opens as it was sealed: %#", (text) => {
    const seal = sealCookie(text, fresh, place);
    expect(seal).toMatch(/^[\w-]+$/);
    expect(openCookie(seal, [fresh], at(0))).toBe(text);
  });

  it("opens under any of the secrets, wherever it stands, and under none that is gone", () => {
    const seal = sealCookie("text", middle, place);
    for (const secrets of [[middle], [fresh, middle], [middle, old], [old, fresh, middle]]) {
      expect(openCookie(seal, secrets, at(0))).toBe("text");
    }
    for (const secrets of [[], [fresh], [old, fresh]]) {
      expect(openCookie(seal, secrets, at(0))).toBeNull();
    }
  });

  it("is sealed anew each time, and says nothing of its content but the length", () => {
    const seals = [1, 2].map(() => sealCookie("a-secret-token", fresh, place));
    expect(seals[0]).not.toBe(seals[1]);
    expect(Buffer.from(seals[0] ?? "", "base64url").includes("token")).toBe(false);
  });

  it("ends at its time, to the millisecond, whatever the browser keeps", () => {
    const seal = sealCookie("text", fresh, place);
    expect(openCookie(seal, [fresh], at(hour - 1))).toBe("text");
    expect(openCookie(seal, [fresh], at(hour))).toBeNull();
  });

  it("opens nothing with any bit of it changed, or any part of it cut off", () => {
    const seal = Buffer.from(sealCookie("text", fresh, place), "base64url");
    for (let bit = 0; bit < seal.length * 8; bit += 1) {
      const changed = Buffer.from(seal);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openCookie(changed.toString("base64url"), [fresh], at(0))).toBeNull();
    }
    for (let length = 0; length < seal.length; length += 1) {
      const cut = seal.subarray(0, length).toString("base64url");
      expect(openCookie(cut, [fresh], at(0))).toBeNull();
    }
  });

  it("opens nothing under another cookie's name", () => {
    const seal = sealCookie("text", fresh, { ...place, name: "admin" });
    expect(openCookie(seal, [fresh], at(0))).toBeNull();
  });

  it("is AES-256-GCM by HKDF-SHA-256, as any other program would write it", () => {
    const key = Buffer.from(hkdfSync("sha256", fresh, "", "cookies", 32));
    const iv = Buffer.alloc(12, 7);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from("login"));
    const end = Buffer.alloc(6);
    end.writeUIntBE(now.getTime() + 1, 0, 6);
    const sealed = Buffer.concat([cipher.update(end), cipher.update("text"), cipher.final()]);
    const seal = Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), sealed]);
    expect(openCookie(seal.toString("base64url"), [fresh], at(0))).toBe("text");
  });
});

import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { InvalidKeyRing, parseKeyRing } from "./key-ring";

const one = randomBytes(32);
const two = randomBytes(32);
const [base64, other] = [one.toString("base64"), two.toString("base64")];

describe("parseKeyRing", () => {
  it("reads one key, which is the current one", () => {
    const ring = parseKeyRing(`k1:${base64}`);
    expect(ring.current.id).toBe("k1");
    expect(ring.current.secret.export().equals(one)).toBe(true);
    expect(ring.all).toHaveLength(1);
  });

  it("takes the first key for the current one and finds each by its id", () => {
    const ring = parseKeyRing(`2026-b:${other}, 2026-a:${base64}`);
    expect(ring.current.id).toBe("2026-b");
    expect(ring.find("2026-a")?.secret.export().equals(one)).toBe(true);
    expect(ring.find("2026-b")?.secret.export().equals(two)).toBe(true);
    expect(ring.find("2026-c")).toBeNull();
    expect(ring.all.map(({ id }) => id)).toEqual(["2026-b", "2026-a"]);
  });

  it.each([
    ["nothing", ""],
    ["no id", `:${base64}`],
    ["no key", "k1:"],
    ["a bare key", base64],
    ["an id in capitals", `K1:${base64}`],
    ["an id of 33 letters", `${"k".repeat(33)}:${base64}`],
    ["31 bytes", `k1:${one.subarray(1).toString("base64")}`],
    ["33 bytes", `k1:${Buffer.concat([one, Buffer.of(1)]).toString("base64")}`],
    ["hexadecimal", `k1:${one.toString("hex")}`],
    ["characters that are not base64", `k1:${base64.slice(0, 42)}!=`],
    ["two keys with one id", `k1:${base64},k1:${other}`],
    ["a comma at the end", `k1:${base64},`],
    ["id and key in the wrong order", `${base64}:k1`],
    ["a short key where the id belongs", `${one.subarray(16).toString("hex")}:k1`],
  ])("refuses %s without showing any key", (_, text) => {
    const error = errorOf(() => parseKeyRing(text));
    expect(error).toBeInstanceOf(InvalidKeyRing);
    for (const secret of [one, two]) {
      expect(error.message).not.toContain(secret.toString("base64").slice(8, 24));
      expect(error.message).not.toContain(secret.subarray(16).toString("hex"));
    }
  });

  it("names a wrong key by its position", () => {
    expect(() => parseKeyRing(`k1:${base64},k2:AAAA`)).toThrow("needs 32 bytes in key 2");
  });
});

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

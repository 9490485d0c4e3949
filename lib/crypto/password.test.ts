import type * as Argon2 from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./password";

/** Every hash that was verified. */
const checked: string[] = [];
vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof Argon2>();
  return {
    ...argon2,
    verify: (hash: string, password: string) => {
      checked.push(hash);
      return argon2.verify(hash, password);
    },
  };
});

describe("a password's hash", () => {
  it("is argon2id with 19 MiB, two passes and one lane, salted anew each time", async () => {
    const [one, other] = await Promise.all([
      hashPassword("열려라 참깨"),
      hashPassword("열려라 참깨"),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it("fits its password and no other", async () => {
    const hash = await hashPassword("correct horse battery");
    expect(await verifyPassword(hash, "correct horse battery")).toBe(true);
    expect(await verifyPassword(hash, "correct horse batterY")).toBe(false);
    expect(await verifyPassword(hash, "correct horse battery ")).toBe(false);
    expect(await verifyPassword(hash, "")).toBe(false);
  });

  it("fits the same Hangul from a keyboard that sends it in pieces", async () => {
    const hash = await hashPassword("열려라 참깨".normalize("NFC"));
    expect(await verifyPassword(hash, "열려라 참깨".normalize("NFD"))).toBe(true);
  });

  it("throws if we did not write it, instead of reporting a wrong password", async () => {
    await expect(verifyPassword("no hash", "correct horse battery")).rejects.toThrow();
  });
});

describe("a login for an address without account", () => {
  it("does the work of a real check, once: a hash of the same costs and lengths is verified", async () => {
    checked.length = 0;
    await verifyAgainstNobody("correct horse battery");
    const [pretended, ...more] = checked;
    expect(more).toEqual([]);
    const real = await hashPassword("another password");
    const shape = (hash: string) => [hash.slice(0, hash.lastIndexOf("p=1$") + 4), hash.length];
    expect(shape(pretended ?? "")).toEqual(shape(real));
  });
});

import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./password";

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
  it("takes as long as a real check, from the first one on", async () => {
    const nobody = await fastest(() => verifyAgainstNobody("correct horse battery"));
    const hash = await hashPassword("another password");
    const somebody = await fastest(() => verifyPassword(hash, "correct horse battery"));
    expect(nobody / somebody).toBeGreaterThan(0.5);
    expect(nobody / somebody).toBeLessThan(2);
  });
});

/** Milliseconds of the fastest run, since other load only slows runs down. */
async function fastest(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 10; count += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

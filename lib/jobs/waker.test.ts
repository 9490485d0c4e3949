import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { waker } from "./waker";

describe("what is woken", () => {
  it("works once for many calls, later than the caller", async () => {
    let runs = 0;
    const wake = waker(
      async () => void (runs += 1),
      () => undefined,
      20,
    );
    for (let call = 0; call < 10; call += 1) wake();
    expect(runs).toBe(0);
    await sleep(80);
    expect(runs).toBe(1);
  });

  it("works again for calls that come while it works, one at a time", async () => {
    let runs = 0;
    let atOnce = 0;
    const wake = waker(
      async () => {
        runs += 1;
        atOnce += 1;
        expect(atOnce).toBe(1);
        await sleep(60);
        atOnce -= 1;
      },
      () => undefined,
      5,
    );
    wake();
    await sleep(30);
    wake();
    wake();
    await sleep(200);
    expect(runs).toBe(2);
  });

  it("reports a fault, and can be woken again", async () => {
    const faults: unknown[] = [];
    const wake = waker(
      () => Promise.reject(new Error("down")),
      (error) => faults.push(error),
      5,
    );
    wake();
    await sleep(40);
    wake();
    await sleep(40);
    expect(faults).toHaveLength(2);
  });
});

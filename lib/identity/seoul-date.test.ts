import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { admits } from "./age-policy";
import { seoulDate, startOfSeoulDay } from "./seoul-date";

describe("the date in Seoul", () => {
  it("changes at midnight there, not elsewhere", () => {
    expect(seoulDate(new Date("2026-12-31T14:59:59.999Z")).toString()).toBe("2026-12-31");
    expect(seoulDate(new Date("2026-12-31T15:00:00.000Z")).toString()).toBe("2027-01-01");
  });
  it("begins the new year nine hours before UTC", () => {
    const eve = seoulDate(new Date("2025-12-31T14:59:59.999Z"));
    const newYear = seoulDate(new Date("2025-12-31T15:00:00.000Z"));
    const youth = { kind: "youth-protection" } as const;
    expect([eve, newYear].map((day) => admits(youth, "2007-06-15", day))).toEqual([false, true]);
  });
  it("begins at 00:00 KST, whatever the zone of the process", () => {
    const date = Temporal.PlainDate.from("2026-12-23");
    expect(startOfSeoulDay(date).toISOString()).toBe("2026-12-22T15:00:00.000Z");
    expect(seoulDate(startOfSeoulDay(date)).toString()).toBe("2026-12-23");
  });
  it("is nine hours ahead of UTC at any instant of our days", () => {
    const [min, max] = [new Date("2000-01-01T00:00:00Z"), new Date("2099-12-31T00:00:00Z")];
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (now) => {
        const shifted = new Date(now.getTime() + 9 * 3_600_000);
        expect(seoulDate(now).toString()).toBe(shifted.toISOString().slice(0, 10));
      }),
    );
  });
  it.each(["Pacific/Kiritimati", "America/Los_Angeles", "UTC", "Asia/Seoul"])(
    "is the same in a process that runs in %s",
    (zone) => {
      const program = `import { seoulDate } from "./lib/identity/seoul-date.ts";
        console.log(["2026-12-31T14:59:59Z", "2026-12-31T15:00:00Z"].map((at) => seoulDate(new Date(at)).toString()).join());`;
      const run = spawnSync(
        process.execPath,
        ["--import", "tsx", "--input-type=module", "-e", program],
        { env: { ...process.env, TZ: zone }, encoding: "utf8" },
      );
      expect(run.stdout.trim()).toBe("2026-12-31,2027-01-01");
    },
  );
});

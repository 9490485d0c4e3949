import { describe, expect, it } from "vitest";
import { isAdvertisingNight, nextReminder, resultDue } from "./calendar";
import { neededFor } from "./may-advertise";

const seoul = (time: string) => new Date(`${time}+09:00`);

describe("night, 21:00 to 08:00 in Seoul", () => {
  it.each([
    ["2026-11-26T20:59:59.999", false],
    ["2026-11-26T21:00:00", true],
    ["2026-11-27T00:00:00", true],
    ["2026-11-27T07:59:59.999", true],
    ["2026-11-27T08:00:00", false],
  ])("%s: %s", (time, isNight) => {
    expect(isAdvertisingNight(seoul(time))).toBe(isNight);
  });

  it("takes a consent of its own, but for e-mail", () => {
    const night = seoul("2026-11-26T23:00:00");
    expect(neededFor("sms", night)).toEqual(["use", "sms", "sms_night"]);
    expect(neededFor("messenger", night)).toEqual(["use", "messenger", "messenger_night"]);
    expect(neededFor("email", night)).toEqual(["use", "email"]);
    expect(neededFor("sms", seoul("2026-11-26T12:00:00"))).toEqual(["use", "sms"]);
  });
});

describe("the result", () => {
  it("is told within 14 days of Seoul's calendar", () => {
    expect(resultDue(seoul("2026-11-26T00:10:00"))).toBe("2026-12-10");
    expect(resultDue(seoul("2026-11-26T23:50:00"))).toBe("2026-12-10");
  });
});

describe("the reminder", () => {
  const given = seoul("2026-11-26T00:30:00");
  it.each([
    ["2026-11-26T00:30:00", "2028-10-27"],
    ["2028-10-26T23:59:59", "2028-10-27"],
    // Told on its day: the next one is two years on, and so again.
    ["2028-10-27T00:00:00", "2030-10-27"],
    ["2030-10-27T09:00:00", "2032-10-27"],
    // A server that was down for years comes back.
    ["2031-05-01T09:00:00", "2032-10-27"],
  ])("after %s is %s: before the same day of the second year", (now, day) => {
    expect(nextReminder(given, seoul(now))).toBe(day);
  });

  it("of a 29 February does not drift", () => {
    const leap = seoul("2028-02-29T12:00:00");
    // 28 February 2030, and 29 February 2032 again, each 30 days before.
    expect(nextReminder(leap, leap)).toBe("2030-01-29");
    expect(nextReminder(leap, seoul("2030-01-29T12:00:00"))).toBe("2032-01-30");
  });
});

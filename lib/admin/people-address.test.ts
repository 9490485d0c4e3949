import { describe, expect, it } from "vitest";
import { readPeopleAddress, writePeopleQuery, type PeopleFilters } from "./people-address";
import { readFound } from "./search-people";

describe("the address of the list of people", () => {
  it("is read as it was written", () => {
    const filters: PeopleFilters = {
      ...{ from: "2026-01-31", to: "2026-02-28", decade: 199 },
      state: "active",
      provider: "danal",
      ...{ due: true, unconfirmed: true, guardian: true },
    };
    for (const side of ["after", "before"] as const) {
      const place = { side, at: new Date(253_402_300_799_999), id: "zZ9" };
      const query = new URLSearchParams(writePeopleQuery(filters, place));
      expect(readPeopleAddress(Object.fromEntries(query))).toEqual({ filters, place });
    }
    expect(writePeopleQuery({})).toBe("");
    expect(readPeopleAddress({})).toEqual({ filters: {}, place: null });
  });

  it("takes what a form leaves open for nothing, and heeds no parameter of others", () => {
    const form = { from: "", to: "", state: "", provider: "", decade: "", utm_source: "x" };
    expect(readPeopleAddress(form)).toEqual({ filters: {}, place: null });
  });

  it.each([
    ["999999999999999_a"],
    ["253402300800000_a"],
    // The year 33658.
    ["1000000000000000_a"],
    ["99999999999999_a'"],
    ["1_"],
    ["_a"],
    [""],
    ["1_a_b"],
    ["-1_a"],
    ["01_a"],
    ["1.5_a"],
    ["1e3_a"],
    ["1_a\u0000"],
    ["1_가"],
    ["１_a"],
    [`1_${"a".repeat(33)}`],
    [["1_a", "1_a"]],
  ])("is refused with the cursor %j", (cursor) => {
    expect(readPeopleAddress({ after: cursor })).toBeNull();
    expect(readPeopleAddress({ before: cursor })).toBeNull();
  });

  it.each([
    { from: "33658-09-27" },
    { from: "2026-02-30" },
    { to: "1999-12-31" },
    { to: ["2026-01-01", "2026-01-02"] },
    { state: "gone" },
    { provider: "' OR true" },
    { decade: "19" },
    { decade: "999" },
    { due: "0" },
    { guardian: "true" },
    { after: "1_a", before: "1_a" },
  ])("is refused with the filter %j", (search) => {
    expect(readPeopleAddress(search)).toBeNull();
  });

  it.each([[""], ["a,"], ["a'"], [Array.from({ length: 22 }, () => "a").join()], [["a", "b"]]])(
    "is refused with those found: %j",
    (found) => {
      expect(readFound({ found })).toBeNull();
    },
  );

  it("carries those found by their ids", () => {
    expect(readFound({ found: "a1,B2" })).toEqual(["a1", "B2"]);
    expect(readFound({})).toEqual([]);
  });
});

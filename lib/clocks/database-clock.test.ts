import { afterAll, afterEach, describe, expect, inject, it, vi } from "vitest";
import { checkDatabaseClock, compareClocks } from "./database-clock";
import { openDatabase } from "../db";
import * as logger from "../log";

const said = vi.spyOn(logger, "log").mockImplementation(() => undefined);
afterEach(() => said.mockClear());

describe("two clocks", () => {
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000);

  it.each([
    [0, false],
    [5, false],
    [-5, false],
    [7, true],
    [-7, true],
    [32_400, true],
  ])("that differ by %i seconds: %s", (seconds, told) => {
    compareClocks(at(seconds), { asked: at(0), answered: at(0) });
    const lines = told
      ? [["error", "clocks_apart", { reason: "database", count: Math.abs(seconds) }]]
      : [];
    expect(said.mock.calls).toEqual(lines);
  });

  it("do not differ because the answer was slow", () => {
    compareClocks(at(1), { asked: at(0), answered: at(30) });
    expect(said).not.toHaveBeenCalled();
  });
});

describe.each(inject("databases"))("the clock of $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());

  it("is compared with ours", async () => {
    await checkDatabaseClock(db.$statements, () => new Date());
    expect(said).not.toHaveBeenCalled();
    await checkDatabaseClock(db.$statements, () => new Date(Date.now() - 60_000));
    expect(said).toHaveBeenCalledWith("error", "clocks_apart", { reason: "database", count: 60 });
  });
});

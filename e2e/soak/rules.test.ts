import { expect, it } from "vitest";
import { rulesOf } from "./soak";
import { Tally } from "./tally";

const nothingLost = {
  ...{ accounts: 0, twice: 0, opened: 3, acknowledged: 3, lockedOut: 0 },
  ...{ mails: 3, mailsLost: 0, mailsAgain: 0 },
};

function brokenBy(changes: Partial<typeof nothingLost>, tell: (tally: Tally) => void): string[] {
  const tally = new Tally();
  for (let count = 0; count < 1_500; count += 1) tally.note("join", "done", tally.now());
  tell(tally);
  const losses = { ...nothingLost, ...changes };
  return rulesOf({ minutes: 1, tally, losses, portOneFaults: 0 })
    .filter(({ holds }) => !holds)
    .map(({ otherwise }) => otherwise);
}

it("a soak in which nothing went wrong breaks no rule", () => {
  expect(brokenBy({}, (tally) => tally.note("join", "error", tally.now(), "503"))).toEqual([]);
});

it.each<[string, Partial<typeof nothingLost>, (tally: Tally) => void, string]>([
  ["a lost account", { accounts: 1 }, () => undefined, "1 acknowledged accounts are lost"],
  ["a person twice", { twice: 1 }, () => undefined, "1 people have two accounts"],
  ["a member locked out", { lockedOut: 1 }, () => undefined, "1 members cannot log in"],
  ["a lost mail", { mailsLost: 1 }, () => undefined, "1 mails are lost"],
  ["a mail sent again, though nothing died", { mailsAgain: 1 }, () => undefined, "1 mails came"],
  ...(["error", "unknown"] as const).map(
    (result): [string, object, (tally: Tally) => void, string] => [
      `${result} while nothing was broken`,
      {},
      (tally) => {
        for (const told of ["500", "502"]) tally.note("join", result, tally.now(), told);
      },
      `2 ${result === "error" ? "errors" : "of unknown outcome"} outside the outages: 500; 502`,
    ],
  ),
])("%s breaks one", (_what, changes, tell, said) => {
  const broken = brokenBy(changes, tell);
  expect(broken).toHaveLength(1);
  expect(broken[0]).toContain(said);
});

it("errors within five seconds of a fault are the fault's, unless nobody may notice it", async () => {
  for (const excuses of [true, false]) {
    const tally = new Tally();
    tally.note("join", "done", 0);
    await tally.during("fault", () => Promise.resolve(), excuses);
    tally.note("join", "error", tally.now(), "503");
    expect(tally.outside("error")).toHaveLength(excuses ? 0 : 1);
  }
});

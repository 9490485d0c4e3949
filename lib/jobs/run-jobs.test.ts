import { describe, expect, it } from "vitest";
import { jobRunner, type JobFault } from "./run-jobs";

describe("the jobs of a sweep", () => {
  it("are all run although others fail, in any way a job can fail", async () => {
    const ran: string[] = [];
    const faults: JobFault[] = [];
    const job = (name: string, run: () => Promise<void>) => ({
      name,
      run: () => {
        ran.push(name);
        return run();
      },
    });
    class Broken extends Error {
      override readonly name = "Broken";
    }
    await jobRunner((fault) => faults.push(fault))([
      job("rejects", () => Promise.reject(new Broken("someone@example.com"))),
      job("throws", () => {
        throw new Broken("at once");
      }),
      job("rejects with no error", () => Promise.reject("only words")),
      job("works", () => Promise.resolve()),
    ]);
    expect(ran).toEqual(["rejects", "throws", "rejects with no error", "works"]);
    expect(faults.map(({ job: name }) => name)).toEqual([
      "rejects",
      "throws",
      "rejects with no error",
    ]);
    expect(faults[0]?.error).toBeInstanceOf(Broken);
  });

  it("run again while one of them is still running, except for that one", async () => {
    const ran: string[] = [];
    let answer = (): undefined => undefined;
    const run = jobRunner(() => undefined);
    const jobs = [
      { name: "destroys", run: async () => void ran.push("destroys") },
      {
        name: "asks",
        run: () => {
          ran.push("asks");
          return new Promise<undefined>((resolve) => {
            answer = () => (resolve(undefined), undefined);
          }).then(() => undefined);
        },
      },
    ];
    const first = run(jobs);
    await Promise.resolve();
    await new Promise(setImmediate);
    await run(jobs);
    expect(ran).toEqual(["destroys", "asks", "destroys"]);
    answer();
    await first;
    const third = run(jobs);
    await new Promise(setImmediate);
    answer();
    await third;
    expect(ran).toEqual(["destroys", "asks", "destroys", "destroys", "asks"]);
  });
});

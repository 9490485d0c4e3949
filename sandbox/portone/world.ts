import { Clock } from "./clock";
import { Faults } from "./faults";
import { People } from "./people";
import { Records } from "./records";
import { RequestLog } from "./request-log";
import { initialSwitches, type Switches } from "./switches";

/** All that one sandbox knows, in memory. */
export function createWorld(now?: () => Date): World {
  const clock = new Clock(now);
  return {
    clock,
    people: new People(clock),
    records: new Records(clock),
    faults: new Faults(),
    log: new RequestLog(),
    switches: { ...initialSwitches },
  };
}

/** As if freshly started. */
export function resetWorld({ clock, people, records, faults, log, switches }: World): void {
  clock.reset();
  people.forgetAdded();
  records.clear();
  faults.clear();
  log.clear();
  Object.assign(switches, initialSwitches);
}

export type World = {
  clock: Clock;
  people: People;
  records: Records;
  faults: Faults;
  log: RequestLog;
  switches: Switches;
};

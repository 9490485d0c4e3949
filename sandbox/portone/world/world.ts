import { Inbox } from "../../mail/inbox";
import { Clock } from "./clock";
import { Faults } from "./faults";
import { People } from "./people";
import { Records } from "./records";
import { RequestLog } from "./request-log";
import { Tokens } from "../v1/token";
import { Logins } from "../v2/login";
import { initialSwitches, type Switches } from "./switches";

/** The state of one sandbox, in memory. */
export function createWorld(now?: () => Date): World {
  const clock = new Clock(now);
  return {
    clock,
    people: new People(clock),
    records: new Records(clock),
    faults: new Faults(),
    log: new RequestLog(),
    tokens: new Tokens(clock),
    logins: new Logins(clock),
    inbox: new Inbox(),
    switches: { ...initialSwitches },
  };
}

export function resetWorld(world: World): void {
  const { clock, people, records, faults, log, tokens, logins, inbox, switches } = world;
  clock.reset();
  people.forgetAdded();
  records.clear();
  faults.clear();
  log.clear();
  tokens.clear();
  logins.clear();
  inbox.clear();
  Object.assign(switches, initialSwitches);
}

export type World = {
  clock: Clock;
  people: People;
  records: Records;
  faults: Faults;
  log: RequestLog;
  tokens: Tokens;
  logins: Logins;
  inbox: Inbox;
  switches: Switches;
};

import { z } from "zod";
import { clockWishSchema } from "../world/clock";
import {
  addCertification,
  addIdentityVerification,
  certificationSchema,
  identityVerificationSchema,
} from "./control-records";
import { faultSchema } from "../world/faults";
import { json, readBody, type Answer, type Call, type Route } from "../http";
import { personWishSchema } from "../world/person";
import { initialSwitches, switchesSchema } from "../world/switches";
import { resetWorld, type World } from "../world/world";

/** For tests of this or any other project. */
export function controlRoutes(world: World): Route[] {
  const { people, clock, faults, log, switches } = world;
  const time = (status = 200) => json(status, { now: clock.now().toISOString() });
  return [
    get("people", () => json(200, people.all().map(withoutProvider))),
    post("people", personWishSchema, (options) => json(201, withoutProvider(people.add(options)))),
    post("certifications", certificationSchema, (options) => addCertification(options, world)),
    post("identity-verifications", identityVerificationSchema, (options) =>
      addIdentityVerification(options, world),
    ),
    get("faults", () => json(200, faults.pending())),
    post("faults", faultSchema, (fault) => {
      faults.add(fault);
      return json(201, {});
    }),
    remove("faults", () => {
      faults.clear();
      return json(200, {});
    }),
    get("clock", () => time()),
    post("clock", clockWishSchema, (options) =>
      clock.move(options) ? time() : json(400, { message: "Only the years 1971 to 9998" }),
    ),
    remove("clock", () => {
      clock.reset();
      return time();
    }),
    get("requests", () => json(200, log.newestFirst())),
    remove("requests", () => {
      log.clear();
      return json(200, {});
    }),
    get("switches", () => json(200, switches)),
    post("switches", switchesSchema, (options) => json(200, Object.assign(switches, options))),
    remove("switches", () => json(200, Object.assign(switches, initialSwitches))),
    post("reset", z.strictObject({}), () => {
      resetWorld(world);
      return json(200, {});
    }),
  ];
}

function get(path: string, handle: () => Answer): Route {
  return { method: "GET", pattern: new RegExp(`^/_sandbox/${path}$`), handle };
}

function remove(path: string, handle: () => Answer): Route {
  return { method: "DELETE", pattern: new RegExp(`^/_sandbox/${path}$`), handle };
}

/** Answers 400 if the body does not match the schema or has unknown fields. */
function post<T>(path: string, schema: z.ZodType<T>, handle: (value: T) => Answer): Route {
  const parse = (call: Call): Answer => {
    const body = readBody(call);
    if (body === undefined) return json(400, { message: "Not JSON", problems: [] });
    const parsed = schema.safeParse(body);
    return parsed.success
      ? handle(parsed.data)
      : json(400, { message: "Not understood", problems: parsed.error.issues.map(describe) });
  };
  return { method: "POST", pattern: new RegExp(`^/_sandbox/${path}$`), handle: parse };
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
}

function withoutProvider<T extends { provider?: unknown }>({ provider: _, ...person }: T) {
  return person;
}

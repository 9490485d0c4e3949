import { z } from "zod";
import { clockWishSchema, type Clock } from "./clock";
import { developmentSettings } from "./development-settings";
import { faultSchema, type Faults } from "./faults";
import { json, readBody, type Answer, type Call, type Route } from "./http";
import { outcomes, settle } from "./outcomes";
import { personWishSchema, providerNames, type People } from "./people";
import type { Records, VerificationRecord } from "./records";

/** The control interface for tests, of this project or any other. */
export function controlRoutes(world: ControlWorld): Route[] {
  const { people, clock, faults, requests, switches } = world;
  const at = (method: string, path: string, handle: (call: Call) => Answer): Route => ({
    method,
    pattern: new RegExp(`^/_sandbox/${path}$`),
    handle,
  });
  return [
    at("GET", "people", () =>
      json(
        200,
        people.all().map(({ provider: _, ...person }) => person),
      ),
    ),
    at("POST", "people", (call) =>
      parse(call, personWishSchema, (wish) => json(201, people.add(wish))),
    ),
    at("POST", "certifications", (call) =>
      parse(call, v1RecordSchema, (wish) => addV1(wish, world)),
    ),
    at("POST", "identity-verifications", (call) =>
      parse(call, v2RecordSchema, (wish) => addV2(wish, world)),
    ),
    at("POST", "faults", (call) =>
      parse(call, faultSchema, (fault) => {
        faults.add(fault);
        return json(201, {});
      }),
    ),
    at("DELETE", "faults", () => {
      faults.clear();
      return json(200, {});
    }),
    at("POST", "clock", (call) =>
      parse(call, clockWishSchema, (wish) => {
        clock.move(wish);
        return json(200, { now: clock.now().toISOString() });
      }),
    ),
    at("DELETE", "clock", () => {
      clock.reset();
      return json(200, { now: clock.now().toISOString() });
    }),
    at("GET", "requests", () => json(200, [...requests].reverse())),
    at("POST", "switches", (call) =>
      parse(call, switchesSchema, (wish) => json(200, Object.assign(switches, wish))),
    ),
  ];
}

function addV1(
  wish: z.infer<typeof v1RecordSchema>,
  { people, records, clock }: ControlWorld,
): Answer {
  const person = people.find(wish.person);
  if (person === null) return unknownPerson();
  const at = wish.certified_at === undefined ? clock.now() : new Date(wish.certified_at * 1000);
  const record = records.open({
    generation: "v1",
    id: wish.merchant_uid,
    provider: wish.provider ?? person.provider ?? "danal",
    foreign: wish.foreign,
  });
  settle(record, person, wish.outcome, at);
  return json(201, { imp_uid: record.impUid });
}

function addV2(
  wish: z.infer<typeof v2RecordSchema>,
  { people, records, clock }: ControlWorld,
): Answer {
  const person = people.find(wish.person);
  if (person === null) return unknownPerson();
  const at = wish.verifiedAt === undefined ? clock.now() : new Date(wish.verifiedAt);
  const known = records.ofV2(wish.identityVerificationId);
  const described: Partial<VerificationRecord> = {
    provider: wish.provider ?? person.provider ?? "danal",
    channelType: wish.channelType,
    channelKey: wish.channelKey,
    storeId: wish.storeId,
    foreign: wish.foreign,
  };
  const record =
    known === null
      ? records.open({ generation: "v2", id: wish.identityVerificationId, ...described })
      : Object.assign(known, described);
  settle(record, person, wish.outcome, at);
  return json(201, { identityVerificationId: record.id });
}

function unknownPerson(): Answer {
  return json(400, { message: "An unknown person" });
}

function parse<T>(call: Call, schema: z.ZodType<T>, handle: (value: T) => Answer): Answer {
  const parsed = schema.safeParse(readBody(call));
  return parsed.success
    ? handle(parsed.data)
    : json(400, { message: "Not understood", problems: parsed.error.issues.map(describe) });
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
}

const shared = {
  person: z.string(),
  outcome: z.enum(outcomes).default("verified"),
  provider: z.enum(providerNames).optional(),
  /** Made by another merchant: answers 404 to everybody. */
  foreign: z.boolean().default(false),
};
const v1RecordSchema = z.strictObject({
  ...shared,
  merchant_uid: z.string(),
  certified_at: z.number().optional(),
});
const v2RecordSchema = z.strictObject({
  ...shared,
  identityVerificationId: z.string().min(1),
  channelType: z.enum(["LIVE", "TEST"]).default("LIVE"),
  channelKey: z.string().default(developmentSettings.channelKey),
  storeId: z.string().default(developmentSettings.storeId),
  verifiedAt: z.iso.datetime({ offset: true }).optional(),
});

/** Behaviour that is only observed, or not known, of the real PortOne. */
export const switchesSchema = z.strictObject({
  /** V1 `birth` in the record: out of the schema, still seen. */
  birth: z.boolean().optional(),
  /** V1 redirect says `imp_success` instead of `success`. */
  impSuccess: z.boolean().optional(),
});
export type Switches = { birth: boolean; impSuccess: boolean };

export type ControlWorld = {
  people: People;
  records: Records;
  clock: Clock;
  faults: Faults;
  requests: LoggedRequest[];
  switches: Switches;
};
/** Secrets left out: no header, no key. */
export type LoggedRequest = {
  at: string;
  method: string;
  path: string;
  status: number;
  body: unknown;
};

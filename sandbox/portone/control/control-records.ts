import { z } from "zod";
import { developmentSettings } from "../development-settings";
import { json, type Answer } from "../http";
import { outcomeSchema } from "../world/outcome";
import { applyOutcome } from "../world/outcomes";
import { providerSchema } from "../world/provider";
import type { VerificationRecord } from "../world/records";
import type { World } from "../world/world";

/** Adds a V1 record without a browser. */
export function addCertification(options: CertificationOptions, world: World): Answer {
  const at = options.certified_at === undefined ? undefined : new Date(options.certified_at * 1000);
  const { merchant_uid: id, origin } = options;
  return concludeNew(options, at, world, (described) => {
    const record = world.records.open({ generation: "v1", id, origin, ...described });
    return { record, answer: { imp_uid: record.impUid } };
  });
}

/** Adds a V2 record without a browser, or replaces one with the same id. */
export function addIdentityVerification(
  options: IdentityVerificationOptions,
  world: World,
): Answer {
  const { identityVerificationId: id, verifiedAt, channelType, channelKey, storeId } = options;
  const { customData } = options;
  const at = verifiedAt === undefined ? undefined : new Date(verifiedAt);
  return concludeNew(options, at, world, (described) => {
    const known = world.records.ofV2(id);
    const all = { ...described, channelType, channelKey, storeId, customData };
    const record =
      known === null
        ? world.records.open({ generation: "v2", id, ...all })
        : Object.assign(known, { ...all, ...unsettled });
    return { record, answer: { identityVerificationId: id } };
  });
}

/** Resets the outcome of a replaced record. */
const unsettled = { status: "ready", person: null, failure: null, finished: null } as const;

function concludeNew(
  options: Common,
  at: Date | undefined,
  { people, clock, switches }: World,
  open: (described: Described) => { record: VerificationRecord; answer: unknown },
): Answer {
  const person = people.find(options.person);
  if (person === null) return json(400, { message: "An unknown person" });
  const provider = options.provider ?? person.provider ?? "danal";
  const { record, answer } = open({ provider, foreign: options.foreign });
  applyOutcome(record, { person, outcome: options.outcome, at: at ?? clock.now(), switches });
  if (record.requestedAt > record.changedAt) record.requestedAt = record.changedAt;
  return json(201, answer);
}

const common = {
  person: z.string(),
  outcome: outcomeSchema.default("verified"),
  provider: providerSchema.optional(),
  /** Of another merchant: answers 404. */
  foreign: z.boolean().default(false),
};
const latestSeconds = 253_402_300_799;

export const certificationSchema = z.strictObject({
  ...common,
  merchant_uid: z.string().max(200),
  /** Unix seconds. */
  certified_at: z.number().min(0).max(latestSeconds).optional(),
  origin: z.string().max(500).default(""),
});
type CertificationOptions = z.infer<typeof certificationSchema>;

export const identityVerificationSchema = z.strictObject({
  ...common,
  identityVerificationId: z.string().min(1).max(200),
  channelType: z.enum(["LIVE", "TEST"]).default("LIVE"),
  channelKey: z.string().max(200).default(developmentSettings.channelKey),
  storeId: z.string().max(200).default(developmentSettings.storeId),
  customData: z.string().max(10_000).nullable().default(null),
  verifiedAt: z.iso.datetime({ offset: true }).optional(),
});
type IdentityVerificationOptions = z.infer<typeof identityVerificationSchema>;

type Described = Pick<VerificationRecord, "provider" | "foreign">;
type Common = Pick<CertificationOptions, "person" | "outcome" | "provider" | "foreign">;

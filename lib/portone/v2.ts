import {
  GetIdentityVerificationError,
  IdentityVerificationClient,
} from "@portone/server-sdk/identityVerification";
import { z } from "zod";
import {
  verifiedPersonSchema,
  type Carrier,
  type FetchedVerification,
} from "@/lib/identity/verified-person";
import { birthday } from "@/lib/portone/birth-date";
import { before, defaultDeadlineMs, endsIn, pauseAfter } from "@/lib/portone/deadline";
import {
  flag,
  gender,
  identifier,
  personName,
  phone,
  provider,
  text,
  uniqueKey,
  wordOf,
} from "@/lib/portone/text";

/**
 * Asks PortOne V2 for one identity verification, through its published client. That client has no
 * time limit and no second try; both are added here. It cannot be stopped either: a call that hangs
 * ends with the time limits of the `fetch` below it, unheard.
 */
export async function fetchIdentityVerification(
  identityVerificationId: string,
  access: V2Access,
): Promise<FetchedVerification> {
  const { apiUrl: baseUrl, apiSecret: secret, storeId, deadlineMs = defaultDeadlineMs } = access;
  const client = IdentityVerificationClient({ secret, baseUrl });
  const ends = endsIn(deadlineMs);
  for (let tries = 1; ; tries += 1) {
    // The store goes with the call: this client's constructor keeps it for other calls only.
    const call = client.getIdentityVerification({ identityVerificationId, storeId });
    const reply =
      (await before(
        ends,
        call.then((value): V2Reply => ({ kind: "record", value }), explain),
      )) ?? timedOut;
    if (reply.kind === "record") return understand(reply.value, identityVerificationId, access);
    const again = reply.kind === "unavailable" && reply.again;
    if (!again || !(await pauseAfter(tries, ends))) return withoutHint(reply);
  }
}

const timedOut: V2Reply = { kind: "unavailable", reason: "timeout", again: false };

/**
 * What a failed call means. The client keeps the status to itself, so whatever may be a 5xx is
 * tried again. A body that is no JSON rejects inside the client, as a SyntaxError.
 */
function explain(error: unknown): V2Reply {
  if (!(error instanceof GetIdentityVerificationError)) {
    const reason = error instanceof SyntaxError ? "not_json" : "connection";
    return { kind: "unavailable", reason, again: true };
  }
  const { type } = errorSchema.parse(error.data);
  switch (type) {
    case "IDENTITY_VERIFICATION_NOT_FOUND":
    case "INVALID_REQUEST":
      return { kind: "unknown" };
    case "UNAUTHORIZED":
    case "FORBIDDEN":
      return { kind: "rejected-us" };
    default:
      // How a 429 names itself is not documented; one that does so is not pressed further.
      return {
        kind: "unavailable",
        reason: "unexpected_error",
        again: !/TOO_MANY|RATE_LIMIT|EXHAUSTED/i.test(type),
      };
  }
}

function withoutHint(reply: Exclude<V2Reply, { kind: "record" }>): FetchedVerification {
  return reply.kind === "unavailable" ? { kind: "unavailable", reason: reply.reason } : reply;
}

function understand(value: unknown, id: string, access: V2Access): FetchedVerification {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) return { kind: "unavailable", reason: "unexpected_reply" };
  const record = parsed.data;
  if (record.id !== id) return { kind: "unavailable", reason: "another_record" };
  switch (record.status) {
    case "READY":
      return { kind: "unfinished", attemptId: id };
    case "FAILED": {
      const { reason, pgMessage } = record.failure;
      return {
        kind: "failed",
        attemptId: id,
        cancelled: /취소|cancel/i.test(`${reason} ${pgMessage}`),
      };
    }
    case "VERIFIED":
      return isOurs(record, access) ? readVerified(record) : { kind: "foreign-channel" };
  }
}

/** In production only a live channel counts, and only ours; a record that names none is refused. */
function isOurs({ channel }: VerifiedRecord, { demandLive, channelKey }: V2Access): boolean {
  if (!demandLive) return true;
  return channel?.type === "LIVE" && (channel.key === null || channel.key === channelKey);
}

function readVerified(record: VerifiedRecord): FetchedVerification {
  const { verifiedCustomer: customer, verifiedAt, channel, id: attemptId } = record;
  const person = verifiedPersonSchema.safeParse({
    name: customer.name,
    birthDate: customer.birthDate,
    gender: customer.gender,
    phone: customer.phoneNumber,
    carrier: customer.operator,
    isForeigner: customer.isForeigner,
    ci: customer.ci,
    di: customer.di,
  });
  if (!person.success) return { kind: "incomplete", attemptId };
  return {
    kind: "verified",
    verification: {
      attemptId,
      provider: channel?.pgProvider ?? "unknown",
      verifiedAt: new Date(verifiedAt),
      person: person.data,
    },
  };
}

/** Fields are absent, not null, where PortOne does not know; unknown values count as absent. */
const orNull = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
const carriers: Readonly<Record<string, Carrier>> = {
  SKT: "SKT",
  KT: "KT",
  LGU: "LGU",
  SKT_MVNO: "SKT_MVNO",
  KT_MVNO: "KT_MVNO",
  LGU_MVNO: "LGU_MVNO",
};

const verifiedSchema = z.object({
  status: z.literal("VERIFIED"),
  id: z.string(),
  verifiedAt: z.iso.datetime({ offset: true }),
  channel: orNull(z.object({ type: identifier, key: identifier, pgProvider: provider })),
  verifiedCustomer: z.object({
    name: personName,
    birthDate: birthday,
    gender,
    phoneNumber: phone,
    operator: wordOf(carriers),
    isForeigner: flag,
    ci: uniqueKey,
    di: uniqueKey,
  }),
});
type VerifiedRecord = z.infer<typeof verifiedSchema>;

const failureSchema = z.object({ reason: text, pgMessage: text });
const recordSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("READY"), id: z.string() }),
  z.object({
    status: z.literal("FAILED"),
    id: z.string(),
    failure: failureSchema.catch({ reason: null, pgMessage: null }),
  }),
  verifiedSchema,
]);
const errorSchema = z.object({ type: z.string() }).catch({ type: "" });

export type V2Access = {
  apiUrl: string;
  apiSecret: string;
  storeId: string;
  channelKey: string;
  demandLive: boolean;
  deadlineMs?: number;
};
type V2Reply =
  | { kind: "record"; value: unknown }
  | { kind: "unknown" }
  | { kind: "rejected-us" }
  | { kind: "unavailable"; reason: string; again: boolean };

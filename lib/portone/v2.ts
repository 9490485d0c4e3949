import { z } from "zod";
import {
  verifiedPersonSchema,
  type Carrier,
  type FetchedVerification,
} from "@/lib/identity/verified-person";
import { birthday } from "@/lib/portone/birth-date";
import { callPortOne, type PortOneReply } from "@/lib/portone/http";
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
 * Asks PortOne V2 for one identity verification: GET /identity-verifications/{id}. A 200 alone proves
 * nothing: its status must be VERIFIED.
 */
export async function fetchIdentityVerification(
  identityVerificationId: string,
  access: V2Access,
): Promise<FetchedVerification> {
  const { apiUrl, apiSecret, storeId, deadlineMs } = access;
  const id = encodeURIComponent(identityVerificationId);
  const reply = await callPortOne({
    origin: apiUrl,
    path: `/identity-verifications/${id}?storeId=${encodeURIComponent(storeId)}`,
    method: "GET",
    headers: { authorization: `PortOne ${apiSecret}` },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  if (reply.kind === "unavailable") return { kind: "unavailable", reason: reply.reason };
  return reply.status === 200
    ? understand(reply.json, identityVerificationId, access)
    : explain(reply);
}

/** What a refusal means. That there is no such record is believed in PortOne's own words only. */
function explain({ status, json }: Answered): FetchedVerification {
  if (status === 401 || status === 403) return { kind: "rejected-us" };
  switch (errorSchema.parse(json).type) {
    case "IDENTITY_VERIFICATION_NOT_FOUND":
    case "INVALID_REQUEST":
      return { kind: "unknown" };
    case "UNAUTHORIZED":
    case "FORBIDDEN":
      return { kind: "rejected-us" };
    default:
      return { kind: "unavailable", reason: "unexpected_error" };
  }
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
type Answered = Extract<PortOneReply, { kind: "answered" }>;

import { z } from "zod";
import {
  verifiedPersonSchema,
  type Carrier,
  type FetchedVerification,
} from "@/lib/identity/verified-person";
import type { AccessToken } from "@/lib/portone/access-token";
import { birthDateOf, birthday } from "@/lib/portone/birth-date";
import { before, defaultDeadlineMs, endsIn, remaining } from "@/lib/portone/deadline";
import { callPortOne, type PortOneReply } from "@/lib/portone/http";
import {
  flag,
  gender,
  identifier,
  personName,
  phone,
  provider,
  seconds,
  uniqueKey,
  wordOf,
} from "@/lib/portone/text";

/**
 * Asks PortOne V1 for one certification: GET /certifications/{imp_uid}. A refused token is renewed
 * once; waiting for tokens counts towards the deadline. A 200 alone proves nothing: `certified`
 * must be true.
 */
export async function fetchCertification(
  impUid: string,
  { apiUrl, accessToken, deadlineMs = defaultDeadlineMs }: V1Access,
): Promise<FetchedVerification> {
  const ends = endsIn(deadlineMs);
  for (let renewals = 0; renewals <= 1; renewals += 1) {
    const given = accessToken.get();
    const granted = given instanceof Promise ? await before(ends, given) : given;
    if (granted === null) return { kind: "unavailable", reason: "timeout" };
    if (granted.kind !== "token") return granted;
    const reply = await callPortOne({
      origin: apiUrl,
      path: `/certifications/${encodeURIComponent(impUid)}`,
      method: "GET",
      headers: { authorization: granted.token },
      deadlineMs: remaining(ends),
    });
    if (reply.kind === "unavailable") return { kind: "unavailable", reason: reply.reason };
    if (reply.status !== 401) return understand(reply, impUid);
    accessToken.forget(granted.token);
  }
  return { kind: "rejected-us" };
}

function understand({ status, json }: Answered, impUid: string): FetchedVerification {
  if (status === 403) return { kind: "rejected-us" };
  if (status === 404 || status === 400) return { kind: "unknown" };
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { kind: "unavailable", reason: "unexpected_reply" };
  const record = envelope.data.response;
  if (record === null) return { kind: "unknown" };
  if (record.imp_uid !== impUid) return { kind: "unavailable", reason: "another_record" };
  return readCertification(record);
}

/** From PortOne's words to ours. */
function readCertification(record: Certification): FetchedVerification {
  const attemptId = record.merchant_uid;
  if (record.certified !== true || !record.certified_at) return { kind: "unfinished", attemptId };
  const person = verifiedPersonSchema.safeParse({
    name: record.name,
    birthDate: birthDateOf(record.birthday, record.birth),
    gender: record.gender,
    phone: record.phone,
    carrier: record.carrier,
    isForeigner: readForeigner(record),
    ci: record.unique_key,
    di: record.unique_in_site,
  });
  if (!person.success) return { kind: "incomplete", attemptId };
  const verifiedAt = new Date(record.certified_at * 1000);
  return {
    kind: "verified",
    verification: {
      attemptId,
      provider: record.pg_provider ?? "unknown",
      verifiedAt,
      person: person.data,
    },
  };
}

/**
 * `foreigner_v2` is null at Danal without its extra contract; `foreigner` is then always false, which
 * tells nothing. Source: PortOne V1 API, GET /certifications/{imp_uid}.
 */
function readForeigner({ foreigner_v2, foreigner, pg_provider }: Certification): boolean | null {
  if (foreigner_v2 !== null) return foreigner_v2;
  return pg_provider === "danal" && foreigner === false ? null : foreigner;
}

const carriers: Readonly<Record<string, Carrier>> = {
  SKT: "SKT",
  KT: "KT",
  KTF: "KT",
  LGT: "LGU",
  LGU: "LGU",
  SKT_MVNO: "SKT_MVNO",
  KT_MVNO: "KT_MVNO",
  LGT_MVNO: "LGU_MVNO",
  LGU_MVNO: "LGU_MVNO",
};

/** Unknown values of an enumeration, absent fields and empty texts count as "not told". */
const certificationSchema = z.object({
  imp_uid: z.string(),
  merchant_uid: identifier,
  pg_provider: provider,
  certified: flag,
  certified_at: seconds,
  name: personName,
  birthday,
  birth: seconds,
  gender,
  phone,
  carrier: wordOf(carriers),
  foreigner: flag,
  foreigner_v2: flag,
  unique_key: uniqueKey,
  unique_in_site: uniqueKey,
});
type Certification = z.infer<typeof certificationSchema>;

const envelopeSchema = z.object({ code: z.literal(0), response: certificationSchema.nullable() });

type Answered = Extract<PortOneReply, { kind: "answered" }>;
export type V1Access = { apiUrl: string; accessToken: AccessToken; deadlineMs?: number };

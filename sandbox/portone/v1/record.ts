import { createHash } from "node:crypto";
import { seoulMidnight, seoulTime } from "../world/clock";
import { diAt } from "../world/person";
import { providers } from "../world/provider";
import type { VerificationRecord } from "../world/records";
import type { Switches } from "../world/switches";

/**
 * V1's JSON, keys in alphabetical order as in public samples. `phone` and `carrier` are absent, not
 * null, if the gateway does not give them. Unfinished: ids and origin only, `certified` false.
 */
export function certificationOf(
  record: VerificationRecord,
  { birth, unfinishedNull }: Pick<Switches, "birth" | "unfinishedNull">,
): Record<string, unknown> {
  const person = record.status === "verified" ? record.person : null;
  const tells = providers[record.provider];
  const never = unfinishedNull ? null : 0;
  const phone = tells.phone ? (person?.phone ?? null) : null;
  const carrier = tells.carrier ? (person?.carrier ?? null) : null;
  return {
    ...(birth ? { birth: person === null ? never : seoulMidnight(person.birthday) } : {}),
    birthday: person?.birthday ?? null,
    ...(carrier === null ? {} : { carrier }),
    certified: person !== null,
    certified_at: person === null ? never : Math.floor(record.changedAt.getTime() / 1000),
    foreigner: tells.foreigner && (person?.foreigner ?? false),
    foreigner_v2: tells.foreigner ? (person?.foreigner ?? null) : null,
    gender: person?.gender ?? null,
    imp_uid: record.impUid,
    merchant_uid: record.id,
    name: person?.name ?? null,
    origin: record.origin,
    pg_provider: tells.v1,
    pg_tid: person === null ? null : gatewayNumber(record),
    ...(phone === null ? {} : { phone }),
    unique_in_site: person !== null && tells.di ? diAt(person, record.provider) : null,
    unique_key: person !== null && tells.ci ? person.ci : null,
  };
}

/** Danal: 24 digits that begin with the time in Korea. KG이니시스: INISA_, the MID, the time. */
export function gatewayNumber({ impUid, changedAt, provider }: VerificationRecord): string {
  const time = seoulTime(changedAt).replace(/\D/g, "");
  const hash = createHash("sha256").update(impUid).digest();
  const rest = String(hash.readUIntBE(0, 6) % 1e10).padStart(10, "0");
  return providers[provider].v1.startsWith("inicis")
    ? `INISA_SANDBOXMID${time}${rest}`
    : `${time}${rest}`;
}

import { diAt, type Person } from "../world/person";
import { providers } from "../world/provider";
import type { VerificationRecord } from "../world/records";
import { gatewayNumber } from "../v1/record";

/** V2's JSON by status. Unknown values are absent, not null. */
export function identityVerificationOf(record: VerificationRecord): Record<string, unknown> {
  const { person, failure } = record;
  const changedAt = record.changedAt.toISOString();
  const isV1 = record.generation === "v1";
  const shared = {
    // Lists show V1's records under their imp_uid.
    id: isV1 ? record.impUid : record.id,
    channel: {
      type: record.channelType,
      id: `sandbox-channel-${providers[record.provider].v1}`,
      key: record.channelKey,
      name: "sandbox",
      pgProvider: providers[record.provider].v2,
      pgMerchantId: "SANDBOXMID",
    },
    ...(record.customData === null ? {} : { customData: record.customData }),
    requestedAt: record.requestedAt.toISOString(),
    updatedAt: changedAt,
    statusChangedAt: changedAt,
    version: isV1 ? "V1" : "V2",
  };
  if (record.status === "verified" && person !== null) {
    return {
      status: "VERIFIED",
      ...shared,
      verifiedCustomer: verifiedCustomer(record, person),
      verifiedAt: changedAt,
      pgTxId: gatewayNumber(record),
      // The format of this text is not documented.
      pgRawResponse: "{}",
    };
  }
  const { requested: requestedCustomer } = record;
  return failure === null
    ? { status: "READY", ...shared, requestedCustomer }
    : { status: "FAILED", ...shared, requestedCustomer, failure };
}

function verifiedCustomer(record: VerificationRecord, person: Person): Record<string, unknown> {
  const tells = providers[record.provider];
  const told = {
    id: record.requested["id"],
    name: person.name,
    birthDate: person.birthday,
    gender: person.gender?.toUpperCase(),
    isForeigner: tells.foreigner ? person.foreigner : null,
    phoneNumber: tells.phone ? person.phone : null,
    operator: tells.carrier ? person.carrier?.replace("LGT", "LGU") : null,
    ci: tells.ci ? person.ci : null,
    di: tells.di ? diAt(person, record.provider) : null,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value != null));
}

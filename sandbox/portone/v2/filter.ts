import { z } from "zod";
import { providers } from "../world/provider";
import { isOfStore, type VerificationRecord } from "../world/records";
import { gatewayNumber } from "../v1/record";

const defaultRangeMs = 90 * 24 * 3_600_000;

/** Without a range, the last 90 days. */
export function matchesFilter(record: VerificationRecord, filter: Filter, now: Date): boolean {
  const until = filter.until === undefined ? now.getTime() : Date.parse(filter.until);
  const from = filter.from === undefined ? until - defaultRangeMs : Date.parse(filter.from);
  const at = timeOf(record, filter.timeRangeField)?.getTime();
  const id = record.generation === "v1" ? record.impUid : record.id;
  const txId = record.generation === "v1" ? record.impUid : record.txId;
  const { v2, v1 } = providers[record.provider];
  const carrier = record.person?.carrier?.replace("LGT", "LGU") ?? "";
  return (
    at !== undefined &&
    at >= from &&
    at <= until &&
    isOfStore(record, filter.storeId) &&
    is(filter.identityVerificationId, id) &&
    is(filter.identityVerificationTxId, txId) &&
    is(filter.isTest, record.channelType === "TEST") &&
    is(filter.pgTxId, record.status === "verified" ? gatewayNumber(record) : "") &&
    is(filter.pgMerchantId, "SANDBOXMID") &&
    is(filter.version, record.generation.toUpperCase()) &&
    isAmong(filter.statuses, record.status.toUpperCase()) &&
    isAmong(filter.pgProviders, v2) &&
    isAmong(filter.pgCompanies, v1.split("_")[0]?.toUpperCase() ?? "") &&
    isAmong(filter.carriers, carrier) &&
    hasCustomer(record, filter.customer)
  );
}

/** Compares the person if verified, else the values in the request. */
function hasCustomer(
  { person, requested }: VerificationRecord,
  options: Filter["customer"],
): boolean {
  const [birthYear, birthMonth, birthDay] = person?.birthday.split("-") ?? [];
  const { name, phone: phoneNumber, gender } = person ?? {};
  const told: Record<string, string | null | undefined> =
    person === null
      ? requested
      : { name, phoneNumber, gender: gender?.toUpperCase(), birthYear, birthMonth, birthDay };
  return Object.entries(options ?? {}).every(([field, value]) => is(value, told[field]));
}

/** Undefined if that has not happened to the record. */
export function timeOf(record: VerificationRecord, field: TimeField): Date | undefined {
  switch (field) {
    case "REQUESTED_AT":
      return record.requestedAt;
    case "VERIFIED_AT":
      return record.status === "verified" ? record.changedAt : undefined;
    case "FAILED_AT":
      return record.status === "failed" ? record.changedAt : undefined;
    case "STATUS_UPDATED_AT":
      return record.changedAt;
  }
}

function is<T>(options: T | undefined, value: T): boolean {
  return options === undefined || options === value;
}

function isAmong(options: string[] | undefined, value: string): boolean {
  return options === undefined || options.includes(value);
}

export const timeFieldSchema = z
  .enum(["REQUESTED_AT", "VERIFIED_AT", "FAILED_AT", "STATUS_UPDATED_AT"])
  .default("REQUESTED_AT");
type TimeField = z.infer<typeof timeFieldSchema>;
const text = z.string().optional();
const texts = z.array(z.string()).optional();
const time = z.iso.datetime({ offset: true }).optional();

export const filterSchema = z.object({
  storeId: text,
  timeRangeField: timeFieldSchema,
  from: time,
  until: time,
  identityVerificationId: text,
  identityVerificationTxId: text,
  isTest: z.boolean().optional(),
  statuses: texts,
  pgTxId: text,
  pgMerchantId: text,
  pgProviders: texts,
  pgCompanies: texts,
  carriers: texts,
  version: text,
  customer: z
    .object({
      name: text,
      birthYear: text,
      birthMonth: text,
      birthDay: text,
      phoneNumber: text,
      gender: text,
    })
    .optional(),
});
type Filter = z.infer<typeof filterSchema>;

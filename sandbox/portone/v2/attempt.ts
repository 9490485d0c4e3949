import { z } from "zod";
import { json, readBody, type Answer, type Call, type Route } from "../http";
import { applyOutcome, v2Response } from "../world/outcomes";
import { providerNamed } from "../world/provider";
import { newTxId } from "../world/records";
import type { World } from "../world/world";

/**
 * Background calls of V2's script: before the window opens and after it was closed. PortOne's own
 * addresses are not public, so these two are invented; any origin may call them.
 */
export function attemptRoutes(world: World): Route[] {
  return [
    { method: "POST", pattern: /^\/v2\/prepare$/, handle: (call) => prepare(call, world) },
    { method: "POST", pattern: /^\/v2\/closed$/, handle: (call) => close(call, world) },
  ];
}

/**
 * Answers {txId}, or {code, message}, with which the script rejects. An id may be tried many times
 * but succeeds once.
 */
function prepare(call: Call, { records, switches }: World): Answer {
  const options = prepareSchema.safeParse(readBody(call));
  if (!options.success) return told({ code: "RequestParseFailed", message: "Not understood" });
  const { identityVerificationId: id, storeId, channelKey, directAgency } = options.data;
  const { customData, customer, page } = options.data;
  if (storeId.includes("wrong")) return told({ code: "StoreNotFound", message: "No such store" });
  if (switches.earlyError || channelKey.includes("wrong"))
    return told({ code: "ChannelNotFound", message: "No such channel" });
  const known = records.ofV2(id);
  if (known?.status === "verified") {
    const { code = "", message = "" } = v2Response(known, "already_verified");
    return told({ code, message });
  }
  const named = providerNamed({ pg: "", channelKey }) ?? "danal";
  const provider = named === "inicis_unified" && directAgency === "KAKAO" ? "kakao" : named;
  if (provider === "kcp_v2" && !/^[A-Za-z0-9]{1,40}$/.test(id)) {
    return told({ code: "InvalidArgument", message: "KCP: letters and digits only, at most 40" });
  }
  const record = known ?? records.open({ generation: "v2", id });
  const txId = newTxId();
  Object.assign(record, { status: "ready", failure: null, txId, provider, storeId, channelKey });
  Object.assign(record, { customData, origin: page, requested: requestedCustomer(customer) });
  return told({ txId });
}

/**
 * The popup was closed by hand: resolves a verified record as success, a failed one with its code,
 * and any other as a cancel.
 */
function close(call: Call, { records, clock, switches }: World): Answer {
  const options = z.object({ identityVerificationId: z.string() }).safeParse(readBody(call));
  const record = options.success ? records.ofV2(options.data.identityVerificationId) : null;
  if (record === null) return told({ code: "UnknownError", message: "No such verification" });
  switch (record.status) {
    case "verified":
      return told(v2Response(record, "verified"));
    case "failed":
      return told(v2Response(record, "failed"));
    case "ready":
      applyOutcome(record, { person: null, outcome: "cancelled", at: clock.now(), switches });
      return told(v2Response(record, "cancelled"));
  }
}

function told(value: Record<string, string>): Answer {
  const answer = json(200, value);
  return { ...answer, headers: { ...answer.headers, "access-control-allow-origin": "*" } };
}

function requestedCustomer({ customerId, cookieName, ...told }: Customer): Record<string, string> {
  const { phoneNumber, birthYear, birthMonth, birthDay } = told;
  const all = { id: customerId, name: cookieName, phoneNumber, birthYear, birthMonth, birthDay };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const text = z.string().max(200).optional();
const customerSchema = z.object({
  customerId: text,
  cookieName: text,
  phoneNumber: text,
  birthYear: text,
  birthMonth: text,
  birthDay: text,
});
type Customer = z.infer<typeof customerSchema>;
const prepareSchema = z.object({
  identityVerificationId: z.string().min(1).max(200),
  storeId: z.string().min(1).max(200),
  channelKey: z.string().max(200),
  customData: z.string().max(10_000).nullable(),
  customer: customerSchema,
  page: z.string().max(500),
  /** KG이니시스: which private certificate. */
  directAgency: z.string().max(40),
});

import { z } from "zod";
import { json, readBody, type Answer, type Call, type Route } from "../http";
import { developmentSettings } from "../development-settings";
import { isSamePhone, type Person } from "../world/person";
import { offersOneTimeCode, providerNamed } from "../world/provider";
import { isOfStore, verify, type VerificationRecord } from "../world/records";
import { refused } from "./error";
import { identityVerificationOf } from "./record";
import { oneTimeCode } from "../v1/otp";
import type { World } from "../world/world";

/** Verification without a window (Danal and KCP only): send, confirm, resend. */
export function sendRoutes(world: World): Route[] {
  const sent = new WeakMap<VerificationRecord, Sent>();
  const at = (step: string, handle: (call: Call, id: string) => Answer): Route => ({
    method: "POST",
    pattern: new RegExp(`^/identity-verifications/(?<id>[^/]+)/${step}$`),
    handle: (call) => handle(call, call.params["id"] ?? ""),
  });
  return [
    at("send", (call, id) => send(call, id, sent, world)),
    at("confirm", (call, id) => confirm(call, id, sent, world)),
    at("resend", (call, id) => {
      const record = world.records.ofV2(id);
      if (record === null || !isOfStore(record, call.query.get("storeId"))) return notFound();
      if (record.status === "verified") return alreadyVerified();
      return sent.has(record) ? json(200, {}) : refused(404, "IDENTITY_VERIFICATION_NOT_SENT");
    }),
  ];
}

function send(
  call: Call,
  id: string,
  sent: WeakMap<VerificationRecord, Sent>,
  { records, people }: World,
): Answer {
  const options = sendSchema.safeParse(readBody(call));
  if (!options.success) return refused(400, "INVALID_REQUEST");
  const { customer, channelKey, storeId, customData, method } = options.data;
  const provider = providerNamed({ pg: "", channelKey }) ?? "danal";
  if (channelKey.includes("wrong")) return refused(404, "CHANNEL_NOT_FOUND");
  if (!offersOneTimeCode(provider)) return refused(400, "INVALID_REQUEST");
  const known = records.ofV2(id);
  if (known?.status === "verified") return alreadyVerified();
  if (known !== null && sent.has(known)) return refused(409, "IDENTITY_VERIFICATION_ALREADY_SENT");
  const person = people.all().find((each) => isMeant(each, options.data));
  if (person === undefined) return gatewayRefused("9020", "일치하는 사람이 없습니다.");
  const { name, phoneNumber } = customer;
  const requested = {
    ...(customer.id === undefined ? {} : { id: customer.id }),
    name,
    phoneNumber,
  };
  const record = known ?? records.open({ generation: "v2", id });
  Object.assign(record, {
    channelKey,
    storeId,
    requested,
    customData: customData ?? null,
    provider: person.provider ?? provider,
  });
  sent.set(record, { person, needsCode: method === "SMS" });
  return json(200, {});
}

function confirm(
  call: Call,
  id: string,
  sent: WeakMap<VerificationRecord, Sent>,
  { records, clock }: World,
): Answer {
  const body = confirmSchema.safeParse(readBody(call));
  if (!body.success) return refused(400, "INVALID_REQUEST");
  const record = records.ofV2(id);
  if (record === null || !isOfStore(record, body.data.storeId)) return notFound();
  if (record.status === "verified") return alreadyVerified();
  const options = sent.get(record);
  if (options === undefined) return refused(404, "IDENTITY_VERIFICATION_NOT_SENT");
  if (options.needsCode && body.data.otp === undefined) return refused(400, "INVALID_REQUEST");
  if (options.needsCode && body.data.otp !== oneTimeCode) {
    return gatewayRefused("9030", "인증번호가 일치하지 않습니다.");
  }
  verify(record, options.person, clock.now());
  return json(200, { identityVerification: identityVerificationOf(record) });
}

/** Also checks the first seven digits of the resident number if given (SMS). */
function isMeant(person: Person, { customer, operator }: z.infer<typeof sendSchema>): boolean {
  const { name, phone, carrier, birthday } = person;
  const birth = birthday.replaceAll("-", "").slice(2);
  return (
    name === customer.name &&
    isSamePhone(phone, customer.phoneNumber) &&
    carrier?.replace("LGT", "LGU") === operator &&
    (customer.identityNumber === undefined || customer.identityNumber.startsWith(birth))
  );
}

function notFound(): Answer {
  return refused(404, "IDENTITY_VERIFICATION_NOT_FOUND");
}

function alreadyVerified(): Answer {
  return refused(409, "IDENTITY_VERIFICATION_ALREADY_VERIFIED");
}

/** The gateway's codes are not documented; these are invented. */
function gatewayRefused(pgCode: string, pgMessage: string): Answer {
  return refused(502, "PG_PROVIDER", { pgCode, pgMessage });
}

const sendSchema = z
  .object({
    channelKey: z.string().min(1),
    storeId: z.string().default(developmentSettings.storeId),
    customer: z.object({
      id: z.string().optional(),
      name: z.string().min(1),
      phoneNumber: z.string().transform((text) => text.replace(/\D/g, "")),
      ipAddress: z.string().min(1),
      identityNumber: z
        .string()
        .transform((text) => text.replace(/\D/g, ""))
        .pipe(z.string().regex(/^\d{7}$/))
        .optional(),
    }),
    operator: z.enum(["SKT", "KT", "LGU", "SKT_MVNO", "KT_MVNO", "LGU_MVNO"]),
    method: z.enum(["SMS", "APP"]),
    customData: z.string().optional(),
  })
  .refine(({ method, customer }) => method === "APP" || customer.identityNumber !== undefined);
const confirmSchema = z.object({ storeId: z.string().optional(), otp: z.string().optional() });

type Sent = { person: Person; needsCode: boolean };

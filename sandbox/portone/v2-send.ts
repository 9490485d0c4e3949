import { z } from "zod";
import { json, readBody, type Answer, type Call, type Route } from "./http";
import { developmentSettings } from "./development-settings";
import type { Person } from "./people";
import { verify, type VerificationRecord } from "./records";
import { refused, v2WireFormat, type V2World } from "./v2";

/** The one-time code that is always right. */
export const oneTimeCode = "000000";

/** The API method, without a window (Danal and KCP only): send, confirm, resend. */
export function sendRoutes({ clock, records, people }: V2World): Route[] {
  const sent = new WeakMap<VerificationRecord, Person>();
  const at = (step: string, handle: (call: Call, id: string) => Answer): Route => ({
    method: "POST",
    pattern: new RegExp(`^/identity-verifications/(?<id>[^/]+)/${step}$`),
    handle: (call) => handle(call, call.params["id"] ?? ""),
  });
  return [
    at("send", (call, id) => {
      const wish = sendSchema.safeParse(readBody(call));
      if (!wish.success) return refused(400, "INVALID_REQUEST");
      const { customer, channelKey, storeId = developmentSettings.storeId, customData } = wish.data;
      const known = records.ofV2(id);
      if (known?.status === "verified")
        return refused(409, "IDENTITY_VERIFICATION_ALREADY_VERIFIED");
      if (known !== null && sent.has(known))
        return refused(409, "IDENTITY_VERIFICATION_ALREADY_SENT");
      const person = people
        .all()
        .find(({ name, phone }) => name === customer.name && phone === customer.phoneNumber);
      if (person === undefined)
        return refused(502, "PG_PROVIDER", {
          pgCode: "9020",
          pgMessage: "일치하는 사람이 없습니다.",
        });
      const record = known ?? records.open({ generation: "v2", id, channelKey, storeId });
      if (customData !== undefined) record.customData = customData;
      sent.set(record, person);
      return json(200, {});
    }),
    at("confirm", (call, id) => {
      const body = z.object({ otp: z.string().optional() }).safeParse(readBody(call));
      const record = records.ofV2(id);
      if (!body.success) return refused(400, "INVALID_REQUEST");
      if (record === null) return refused(404, "IDENTITY_VERIFICATION_NOT_FOUND");
      if (record.status === "verified")
        return refused(409, "IDENTITY_VERIFICATION_ALREADY_VERIFIED");
      const person = sent.get(record);
      if (person === undefined) return refused(404, "IDENTITY_VERIFICATION_NOT_SENT");
      if (body.data.otp !== oneTimeCode) {
        return refused(502, "PG_PROVIDER", {
          pgCode: "9030",
          pgMessage: "인증번호가 일치하지 않습니다.",
        });
      }
      verify(record, person, clock.now());
      return json(200, { identityVerification: v2WireFormat(record) });
    }),
    at("resend", (_call, id) => {
      const record = records.ofV2(id);
      if (record === null) return refused(404, "IDENTITY_VERIFICATION_NOT_FOUND");
      if (record.status === "verified")
        return refused(409, "IDENTITY_VERIFICATION_ALREADY_VERIFIED");
      return sent.has(record) ? json(200, {}) : refused(404, "IDENTITY_VERIFICATION_NOT_SENT");
    }),
  ];
}

const sendSchema = z.object({
  channelKey: z.string().min(1),
  storeId: z.string().optional(),
  customer: z.object({
    name: z.string().min(1),
    phoneNumber: z.string().transform((text) => text.replace(/\D/g, "")),
    ipAddress: z.string().min(1),
    identityNumber: z.string().optional(),
  }),
  operator: z.enum(["SKT", "KT", "LGU", "SKT_MVNO", "KT_MVNO", "LGU_MVNO"]),
  method: z.enum(["SMS", "APP"]),
  customData: z.string().optional(),
});

import { z } from "zod";
import { readBody, type Answer, type Call, type Route } from "../http";
import { isSamePhone, type Person } from "../world/person";
import { offersOneTimeCode, providerNamed } from "../world/provider";
import { verify, type VerificationRecord } from "../world/records";
import { accepted, notFound, refused } from "./envelope";
import { certificationOf } from "./record";
import type { World } from "../world/world";

/** The correct one-time code, in V1 and V2. */
export const oneTimeCode = "000000";

/** V1 without a window (Danal and KCP): request a one-time code, then confirm it. */
export function otpRoutes({ clock, records, people, switches }: World): Route[] {
  const asked = new WeakMap<VerificationRecord, Asked>();
  return [
    {
      method: "POST",
      pattern: /^\/certifications\/otp\/request$/,
      handle: (call): Answer => {
        const options = requestSchema.safeParse(readBody(call));
        if (!options.success)
          return refused(400, "필수 파라미터가 누락되었거나 올바르지 않습니다.");
        const { channel_key, channelKey = channel_key ?? "", pg = "", ...stated } = options.data;
        const provider = providerNamed({ pg, channelKey }) ?? "danal";
        if (channelKey === "" && pg === "") return refused(400, "channel_key가 누락되었습니다.");
        if (!offersOneTimeCode(provider)) return refused(400, "지원하지 않는 PG사입니다.");
        const person = people.all().find((each) => isMeant(each, stated));
        if (person === undefined) return refused(400, "입력한 정보와 일치하는 사람이 없습니다.");
        const record = records.open({
          generation: "v1",
          id: stated.merchant_uid,
          channelKey,
          provider: person.provider ?? provider,
        });
        asked.set(record, { person, needsCode: stated.verification_method !== "APP" });
        return accepted({ imp_uid: record.impUid });
      },
    },
    {
      method: "POST",
      pattern: /^\/certifications\/otp\/confirm\/(?<impUid>[^/]+)$/,
      handle: (call: Call): Answer => {
        const record = records.ofV1(call.params["impUid"] ?? "");
        const options = record === null ? undefined : asked.get(record);
        if (record === null || options === undefined) return notFound();
        if (record.status === "verified") return refused(400, "이미 인증이 완료되었습니다.");
        const { data } = confirmSchema.safeParse(readBody(call));
        if (data === undefined || (options.needsCode && data.otp === undefined)) {
          return refused(400, "otp 파라미터가 누락되었습니다.");
        }
        // The status of a wrong code is unknown; 500 is documented for errors of the gateway.
        if (options.needsCode && data.otp !== oneTimeCode) {
          return refused(500, "인증번호가 일치하지 않습니다.");
        }
        verify(record, options.person, clock.now());
        return accepted(certificationOf(record, switches));
      },
    },
  ];
}

/** The gateway checks every value against the carrier's data. */
function isMeant(person: Person, stated: z.infer<typeof requestSchema>): boolean {
  const { birthday, gender, foreigner } = person;
  const digit = (foreigner ? 5 : 1) + (birthday >= "2000" ? 2 : 0) + (gender === "female" ? 1 : 0);
  const carrier = stated.is_mvno ? `${stated.carrier}_MVNO` : stated.carrier;
  return (
    person.name === stated.name &&
    isSamePhone(person.phone, stated.phone) &&
    person.carrier === carrier &&
    birthday.replaceAll("-", "").slice(2) === stated.birth &&
    String(digit) === stated.gender_digit
  );
}

const text = z.union([z.string(), z.number().transform(String)]);
const requestSchema = z.object({
  name: z.string().min(1),
  phone: text,
  birth: text.pipe(z.string().regex(/^\d{6}$/)),
  gender_digit: text.pipe(z.string().regex(/^[1-8]$/)),
  carrier: z.enum(["SKT", "KT", "LGT"]),
  is_mvno: z.union([z.boolean(), z.stringbool()]).default(false),
  channel_key: z.string().optional(),
  /** As on one page of PortOne's guide. */
  channelKey: z.string().optional(),
  pg: z.string().optional(),
  merchant_uid: z.string().max(40).default(""),
  verification_method: z.enum(["SMS", "APP"]).default("SMS"),
});
const confirmSchema = z.object({ otp: text.optional() });

type Asked = { person: Person; needsCode: boolean };

import { z } from "zod";
import { readBody, type Answer, type Call, type Route } from "./http";
import type { Person } from "./people";
import { verify, type VerificationRecord } from "./records";
import { accepted, notFound, refused, wireFormat, type V1World } from "./v1";
import { oneTimeCode } from "./v2-send";

/** V1 without a window (Danal and KCP): a one-time code is asked for, then confirmed. */
export function otpRoutes({ clock, records, people, switches }: V1World): Route[] {
  const asked = new WeakMap<VerificationRecord, Person>();
  return [
    {
      method: "POST",
      pattern: /^\/certifications\/otp\/request$/,
      handle: (call): Answer => {
        const wish = requestSchema.safeParse(readBody(call));
        if (!wish.success) return refused(400, "필수 파라미터가 누락되었거나 올바르지 않습니다.");
        const { name, phone, birth, merchant_uid = "" } = wish.data;
        const person = people
          .all()
          .find((each) => each.name === name && each.phone === phone && shortBirth(each) === birth);
        if (person === undefined) return refused(400, "입력한 정보와 일치하는 사람이 없습니다.");
        const record = records.open({ generation: "v1", id: merchant_uid });
        asked.set(record, person);
        return accepted({ imp_uid: record.impUid });
      },
    },
    {
      method: "POST",
      pattern: /^\/certifications\/otp\/confirm\/(?<impUid>[^/]+)$/,
      handle: (call: Call): Answer => {
        const record = records.ofV1(call.params["impUid"] ?? "");
        if (record === null) return notFound();
        if (record.status === "verified") return refused(400, "이미 인증이 완료되었습니다.");
        const body = z.object({ otp: z.string().min(1) }).safeParse(readBody(call));
        const person = asked.get(record);
        if (!body.success || person === undefined)
          return refused(400, "otp 파라미터가 누락되었습니다.");
        if (body.data.otp !== oneTimeCode) return refused(500, "인증번호가 일치하지 않습니다.");
        verify(record, person, clock.now());
        return accepted(wireFormat(record, switches.birth));
      },
    },
  ];
}

/** YYMMDD. */
function shortBirth({ birthday }: Person): string {
  return birthday.replaceAll("-", "").slice(2);
}

const requestSchema = z.object({
  name: z.string().min(1),
  phone: z.string().transform((text) => text.replace(/\D/g, "")),
  birth: z.string().regex(/^\d{6}$/),
  gender_digit: z.string().regex(/^[1-8]$/),
  carrier: z.enum(["SKT", "KT", "LGT"]),
  channel_key: z.string().optional(),
  channelKey: z.string().optional(),
  pg: z.string().optional(),
  merchant_uid: z.string().max(40).optional(),
});

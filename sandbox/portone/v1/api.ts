import { z } from "zod";
import { readBody, type Answer, type Call, type Route } from "../http";
import { accepted, notFound, refused } from "./envelope";
import { otpRoutes } from "./otp";
import { certificationOf } from "./record";
import type { Tokens } from "./token";
import type { World } from "../world/world";

/** V1 REST: every answer is {code, message, response}. */
export function v1Routes(world: World): Route[] {
  const { records, tokens, switches } = world;
  // PortOne's text of this 401 is unknown.
  const authorised =
    (handle: (call: Call) => Answer) =>
    (call: Call): Answer =>
      tokens.accepts(call) ? handle(call) : refused(401, "Unauthorized");
  const certification = /^\/certifications\/(?<impUid>[^/]+)$/;
  return [
    { method: "POST", pattern: /^\/users\/getToken$/, handle: (call) => grant(call, tokens) },
    {
      method: "GET",
      pattern: certification,
      handle: authorised(({ params }) => {
        const record = records.ofV1(params["impUid"] ?? "");
        return record === null ? notFound() : accepted(certificationOf(record, switches));
      }),
    },
    {
      method: "DELETE",
      pattern: certification,
      handle: authorised(({ params }) => {
        const record = records.ofV1(params["impUid"] ?? "");
        if (record === null) return notFound();
        records.remove(record.impUid);
        return accepted(certificationOf(record, switches));
      }),
    },
    ...otpRoutes(world).map((route) => ({ ...route, handle: authorised(route.handle) })),
  ];
}

function grant(call: Call, tokens: Tokens): Answer {
  const body = readBody(call);
  if (body === undefined) return refused(400, "JSON 형식이 올바르지 않습니다.");
  const keys = keysSchema.safeParse(body);
  if (!keys.success) return refused(400, "imp_key, imp_secret 파라미터가 누락되었습니다.");
  const { imp_key, imp_secret } = keys.data;
  if (`${imp_key}\n${imp_secret}`.includes("wrong")) {
    return refused(401, "인증에 실패하였습니다. API키와 secret을 확인하세요.");
  }
  return accepted(tokens.issue(imp_key, imp_secret));
}

const keysSchema = z.object({ imp_key: z.string().min(1), imp_secret: z.string().min(1) });

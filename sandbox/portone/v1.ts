import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock } from "./clock";
import { json, readBody, type Answer, type Call, type Route } from "./http";
import type { People } from "./people";
import type { Records, VerificationRecord } from "./records";
import { otpRoutes } from "./v1-otp";
import { seoulOffsetMs } from "./clock";

/** PortOne's V1 REST: every answer in the envelope {code, message, response}. */
export function v1Routes(world: V1World): Route[] {
  const { clock, records, switches } = world;
  const tokens = new Tokens(clock);
  const authorised =
    (handle: (call: Call) => Answer) =>
    (call: Call): Answer =>
      tokens.accepts(call) ? handle(call) : refused(401, "Unauthorized");
  const certification = /^\/certifications\/(?<impUid>[^/]+)$/;
  return [
    {
      method: "POST",
      pattern: /^\/users\/getToken$/,
      handle: (call) => {
        const body = readBody(call);
        if (body === undefined) return refused(400, "JSON 형식이 올바르지 않습니다.");
        const keys = keysSchema.safeParse(body);
        if (!keys.success) return refused(400, "imp_key, imp_secret 파라미터가 누락되었습니다.");
        const { imp_key, imp_secret } = keys.data;
        if (`${imp_key}${imp_secret}`.includes("wrong")) {
          return refused(401, "인증에 실패하였습니다. API키와 secret을 확인하세요.");
        }
        return accepted(tokens.issue(imp_key, imp_secret));
      },
    },
    {
      method: "GET",
      pattern: certification,
      handle: authorised(({ params }) => {
        const record = records.ofV1(params["impUid"] ?? "");
        return record === null ? notFound() : accepted(wireFormat(record, switches.birth));
      }),
    },
    {
      method: "DELETE",
      pattern: certification,
      handle: authorised(({ params }) => {
        const record = records.ofV1(params["impUid"] ?? "");
        if (record === null) return notFound();
        records.remove(record.impUid);
        return accepted(wireFormat(record, switches.birth));
      }),
    },
    ...otpRoutes(world).map((route) => ({ ...route, handle: authorised(route.handle) })),
  ];
}

const keysSchema = z.object({ imp_key: z.string().min(1), imp_secret: z.string().min(1) });

/** One token per key pair for 30 minutes; asked again in its last minute it lives 5 minutes more. */
class Tokens {
  private readonly byKeys = new Map<string, { access_token: string; expired_at: number }>();
  private readonly expiry = new Map<string, { access_token: string; expired_at: number }>();

  constructor(private readonly clock: Clock) {}

  issue(key: string, secret: string) {
    const now = this.clock.seconds();
    const keys = `${key}\n${secret}`;
    let token = this.byKeys.get(keys);
    if (token === undefined || token.expired_at <= now) {
      if (token !== undefined) this.expiry.delete(token.access_token);
      token = { access_token: randomBytes(20).toString("hex"), expired_at: now + 1_800 };
      this.byKeys.set(keys, token);
      this.expiry.set(token.access_token, token);
    } else if (token.expired_at - now < 60) {
      token.expired_at += 300;
    }
    return { access_token: token.access_token, now, expired_at: token.expired_at };
  }

  /** Bare, as the published clients send it; `Bearer`, as the guide says; or the old header. */
  accepts({ headers }: Call): boolean {
    const given = headers.authorization ?? headers["x-imptokenheader"];
    const token = String(given ?? "").replace(/^Bearer\s+/i, "");
    return (this.expiry.get(token)?.expired_at ?? 0) > this.clock.seconds();
  }
}

/** Keys in alphabetical order, as public samples show them. `phone`, `carrier` absent, not null, without approval. */
export function wireFormat(
  record: VerificationRecord,
  withBirth: boolean,
): Record<string, unknown> {
  const person = record.status === "verified" ? record.person : null;
  const withPhone = record.provider !== "danal_without_phone";
  const inicis = record.provider === "inicis_unified" || record.provider === "kakao";
  return {
    ...(withBirth ? { birth: person === null ? 0 : kstMidnight(person.birthday) } : {}),
    birthday: person?.birthday ?? null,
    ...(withPhone && !inicis ? { carrier: person?.carrier ?? null } : {}),
    certified: person !== null,
    certified_at: record.verifiedAt === null ? 0 : Math.floor(record.verifiedAt.getTime() / 1000),
    foreigner: person?.foreigner ?? false,
    foreigner_v2: person?.foreigner ?? null,
    gender: person?.gender ?? null,
    imp_uid: record.impUid,
    merchant_uid: record.id,
    name: person?.name ?? null,
    origin: record.origin,
    pg_provider:
      record.provider === "danal_without_phone"
        ? "danal"
        : inicis
          ? "inicis_unified"
          : record.provider,
    pg_tid: person === null ? null : transactionId(record),
    ...(withPhone ? { phone: person?.phone ?? null } : {}),
    unique_in_site: person === null || inicis ? null : person.di,
    unique_key: person === null || record.provider === "kakao" ? null : person.ci,
  };
}

/** Unix seconds at 00:00 in Korea of a calendar date. */
function kstMidnight(birthday: string): number {
  return (Date.parse(`${birthday}T00:00:00Z`) - seoulOffsetMs) / 1000;
}

/** 24 digits that begin with the time, as Danal's. */
function transactionId({ impUid, verifiedAt }: VerificationRecord): string {
  const time = (verifiedAt ?? new Date(0)).toISOString().replace(/\D/g, "").slice(0, 14);
  const rest = createHash("sha256").update(impUid).digest("hex").replace(/\D/g, "");
  return `${time}${rest}0000000000`.slice(0, 24);
}

export function accepted(response: unknown): Answer {
  return json(200, { code: 0, message: null, response });
}

export function refused(status: number, message: string): Answer {
  return json(status, { code: -1, message, response: null });
}

/** An unknown id, a deleted one and another merchant's look alike. */
export function notFound(): Answer {
  return refused(404, "인증결과가 존재하지 않습니다.");
}

export type V1World = {
  clock: Clock;
  records: Records;
  people: People;
  switches: { birth: boolean };
};

import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock } from "./clock";
import { json, readBody, type Answer, type Call, type Route } from "./http";
import { listRecords } from "./v2-list";
import { sendRoutes } from "./v2-send";
import type { People } from "./people";
import type { Records, VerificationRecord } from "./records";

/** PortOne's V2 REST: errors are {type, message}, always JSON. */
export function v2Routes(world: V2World): Route[] {
  const { records, clock } = world;
  const tokens = new Logins(clock);
  const authorised = (handle: (call: Call) => Answer) => (call: Call) =>
    tokens.accepts(call) ? handle(call) : refused(401, "UNAUTHORIZED");
  const routes: Route[] = [
    {
      method: "GET",
      pattern: /^\/identity-verifications$/,
      handle: (call) => listRecords(call, records, clock),
    },
    {
      method: "GET",
      pattern: /^\/identity-verifications\/(?<id>[^/]+)$/,
      handle: ({ params, query }) => {
        const record = records.ofV2(params["id"] ?? "");
        const store = query.get("storeId");
        // Another store's looks like none at all.
        const foreign = store && record?.storeId && store !== record.storeId;
        if (record === null || foreign) return refused(404, "IDENTITY_VERIFICATION_NOT_FOUND");
        return json(200, v2WireFormat(record));
      },
    },
    ...sendRoutes(world),
  ];
  return [
    { method: "POST", pattern: /^\/login\/api-secret$/, handle: (call) => tokens.logIn(call) },
    { method: "POST", pattern: /^\/token\/refresh$/, handle: (call) => tokens.refresh(call) },
    ...routes.map((route) => ({ ...route, handle: authorised(route.handle) })),
  ];
}

/** Access for 30 minutes, refresh for a day; the older refresh token dies with each use. */
class Logins {
  private readonly access = new Map<string, Date>();
  private current: { token: string; until: Date } | null = null;

  constructor(private readonly clock: Clock) {}

  logIn(call: Call): Answer {
    const body = z.object({ apiSecret: z.string().min(1) }).safeParse(readBody(call));
    if (!body.success) return refused(400, "INVALID_REQUEST");
    return body.data.apiSecret.includes("wrong") ? refused(401, "UNAUTHORIZED") : this.grant();
  }

  refresh(call: Call): Answer {
    const body = z.object({ refreshToken: z.string() }).safeParse(readBody(call));
    if (!body.success) return refused(400, "INVALID_REQUEST");
    const { current } = this;
    const valid = current?.token === body.data.refreshToken && current.until > this.clock.now();
    return valid ? this.grant() : refused(401, "UNAUTHORIZED");
  }

  accepts({ headers }: Call): boolean {
    const [scheme = "", value = ""] = (headers.authorization ?? "").split(" ");
    if (scheme.toLowerCase() === "portone") return value !== "" && !value.includes("wrong");
    const until = scheme.toLowerCase() === "bearer" ? this.access.get(value) : undefined;
    return until !== undefined && until > this.clock.now();
  }

  private grant(): Answer {
    const accessToken = randomBytes(24).toString("base64url");
    const refreshToken = randomBytes(24).toString("base64url");
    const after = (minutes: number) => new Date(this.clock.now().getTime() + minutes * 60_000);
    this.access.set(accessToken, after(30));
    this.current = { token: refreshToken, until: after(24 * 60) };
    return json(200, { accessToken, refreshToken });
  }
}

/** Fields that PortOne does not know are absent, not null. */
export function v2WireFormat(record: VerificationRecord): Record<string, unknown> {
  const { person, verifiedAt, requestedAt } = record;
  const changedAt = (verifiedAt ?? requestedAt).toISOString();
  const shared = {
    id: record.id,
    channel: {
      type: record.channelType,
      key: record.channelKey,
      pgProvider: pgProvider(record),
      pgMerchantId: "SANDBOXMID",
    },
    ...(record.customData === undefined ? {} : { customData: record.customData }),
    requestedAt: requestedAt.toISOString(),
    updatedAt: changedAt,
    statusChangedAt: changedAt,
    version: "V2",
  };
  if (record.status === "verified" && person !== null) {
    return {
      status: "VERIFIED",
      ...shared,
      verifiedCustomer: verifiedCustomer(record, person),
      verifiedAt: changedAt,
      pgTxId: record.impUid.replace("imp_", "SANDBOXTX"),
      pgRawResponse: "{}",
    };
  }
  if (record.status === "failed") {
    const reason = record.failure ?? "";
    return {
      status: "FAILED",
      ...shared,
      requestedCustomer: {},
      failure: { reason, pgCode: "9015", pgMessage: reason },
    };
  }
  return { status: "READY", ...shared, requestedCustomer: {} };
}

function verifiedCustomer(
  record: VerificationRecord,
  person: NonNullable<VerificationRecord["person"]>,
) {
  const inicis = record.provider === "inicis_unified" || record.provider === "kakao";
  const withPhone = record.provider !== "danal_without_phone";
  const told: Record<string, unknown> = {
    name: person.name,
    birthDate: person.birthday,
    gender: person.gender?.toUpperCase(),
    isForeigner: person.foreigner,
    phoneNumber: withPhone ? person.phone : null,
    operator: withPhone && !inicis ? person.carrier?.replace("LGT", "LGU") : null,
    ci: record.provider === "kakao" ? null : person.ci,
    di: inicis ? null : person.di,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value != null));
}

function pgProvider({ provider }: VerificationRecord): string {
  switch (provider) {
    case "danal":
    case "danal_without_phone":
      return "DANAL";
    case "inicis_unified":
    case "kakao":
      return "INICIS_UNIFIED";
    case "kcp_v2":
      return "KCP_V2";
  }
}

export function refused(status: number, type: string, extra: Record<string, string> = {}): Answer {
  return json(status, { type, message: type.toLowerCase().replaceAll("_", " "), ...extra });
}

export type V2World = { clock: Clock; records: Records; people: People };

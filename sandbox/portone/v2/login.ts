import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock, Span } from "../world/clock";
import { json, readBody, type Answer, type Call } from "../http";
import { refused } from "./error";

const accessSeconds = 30 * 60;
const refreshSeconds = 24 * 60 * 60;
const maximum = 1_000;

/**
 * Access for 30 minutes, refresh for a day. Each login and refresh ends the secret's older refresh
 * token. Any API secret is accepted unless it contains `wrong`.
 */
export class Logins {
  private readonly access = new Map<string, Span>();
  private readonly refreshes = new Map<string, Refresh>();

  constructor(private readonly clock: Clock) {}

  logIn(call: Call): Answer {
    const body = z.object({ apiSecret: z.string().min(1) }).safeParse(readBody(call));
    if (!body.success) return refused(400, "INVALID_REQUEST");
    const { apiSecret } = body.data;
    return apiSecret.includes("wrong") ? refused(401, "UNAUTHORIZED") : this.grant(apiSecret);
  }

  refresh(call: Call): Answer {
    const body = z.object({ refreshToken: z.string() }).safeParse(readBody(call));
    if (!body.success) return refused(400, "INVALID_REQUEST");
    const { refreshToken } = body.data;
    const known = [...this.refreshes].find(([, { token }]) => token === refreshToken);
    if (known === undefined) return refused(401, "UNAUTHORIZED");
    const [apiSecret, token] = known;
    return this.clock.isWithin(token) ? this.grant(apiSecret) : refused(401, "UNAUTHORIZED");
  }

  accepts({ headers }: Call): boolean {
    const [scheme = "", value = ""] = (headers.authorization ?? "").split(" ");
    if (scheme.toLowerCase() === "portone") return value !== "" && !value.includes("wrong");
    const token = scheme.toLowerCase() === "bearer" ? this.access.get(value) : undefined;
    return token !== undefined && this.clock.isWithin(token);
  }

  clear(): void {
    this.access.clear();
    this.refreshes.clear();
  }

  private grant(apiSecret: string): Answer {
    const accessToken = randomBytes(24).toString("base64url");
    const refreshToken = randomBytes(24).toString("base64url");
    this.access.set(accessToken, this.clock.span(accessSeconds));
    this.refreshes.set(apiSecret, { token: refreshToken, ...this.clock.span(refreshSeconds) });
    forgetOldest(this.access);
    forgetOldest(this.refreshes);
    return json(200, { accessToken, refreshToken });
  }
}

function forgetOldest(tokens: Map<string, unknown>): void {
  const [oldest] = tokens.keys();
  if (tokens.size > maximum && oldest !== undefined) tokens.delete(oldest);
}

type Refresh = Span & { token: string };

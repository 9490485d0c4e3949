import { z } from "zod";
import { callPortOne } from "@/lib/portone/http";

/**
 * V1's access token: 30 minutes, the same for whoever asks again before its end, five minutes more
 * when asked in its last minute. Kept until that last minute, in which it serves on while it is
 * being extended; however many wait, one request asks.
 * Source: PortOne V1 API, POST /users/getToken.
 */
export class AccessToken {
  private kept: { token: string; renewAt: number; waitAt: number } | null = null;
  private asking: Promise<TokenReply> | null = null;

  constructor(private readonly keys: TokenKeys) {}

  /** At once where a token is kept: waiting costs more than it looks. */
  get(): TokenReply | Promise<TokenReply> {
    const now = this.keys.now();
    const { kept } = this;
    if (kept !== null && now < kept.renewAt) return { kind: "token", token: kept.token };
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return kept !== null && now < kept.waitAt ? { kind: "token", token: kept.token } : this.asking;
  }

  /** PortOne has refused this token: the next call asks for another. */
  forget(token: string): void {
    if (this.kept?.token === token) this.kept = null;
  }

  private async ask(): Promise<TokenReply> {
    const { apiUrl, impKey, impSecret, deadlineMs } = this.keys;
    const reply = await callPortOne({
      origin: apiUrl,
      path: "/users/getToken",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ imp_key: impKey, imp_secret: impSecret }),
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    });
    if (reply.kind === "unavailable") return { kind: "unavailable", reason: reply.reason };
    if ([400, 401, 403].includes(reply.status)) return { kind: "rejected-us" };
    const granted = grantSchema.safeParse(reply.json);
    if (!granted.success) return { kind: "unavailable", reason: "unexpected_token_reply" };
    const { access_token: token, now, expired_at } = granted.data.response;
    this.keys.hearNow?.(new Date(now * 1000));
    // PortOne's own clock says how long it lives; ours only measures from here.
    const endsAt = this.keys.now() + (expired_at - now) * 1000;
    this.kept = { token, renewAt: endsAt - renewBeforeMs, waitAt: endsAt - waitBeforeMs };
    return { kind: "token", token };
  }
}

/** Well inside the last minute: asked a moment too early, PortOne would extend nothing. */
const renewBeforeMs = 50_000;
/** As long as a call may take, so that a token that is handed out outlives its use. */
const waitBeforeMs = 10_000;

/** Within what a date can hold. */
const seconds = z.number().min(0).max(250_000_000_000);
const grantSchema = z.object({
  code: z.literal(0),
  response: z.object({
    access_token: z.string().regex(/^[\x21-\x7e]{1,2000}$/),
    now: seconds,
    expired_at: seconds,
  }),
});

export type TokenKeys = {
  apiUrl: string;
  impKey: string;
  impSecret: string;
  /** Milliseconds of any steady clock. */
  now: () => number;
  deadlineMs?: number;
  /** What PortOne's own clock shows. */
  hearNow?: (theirs: Date) => void;
};
export type TokenReply =
  | { kind: "token"; token: string }
  | { kind: "rejected-us" }
  | { kind: "unavailable"; reason: string };

import { z } from "zod";
import { callPortOne } from "@/lib/portone/http";

/**
 * V1's access token: 30 minutes, the same for whoever asks again before its end, five minutes more
 * when asked in its last minute. Kept until that last minute; however many wait, one request asks.
 * Source: PortOne V1 API, POST /users/getToken.
 */
export class AccessToken {
  private kept: { token: string; renewAt: number } | null = null;
  private asking: Promise<TokenReply> | null = null;

  constructor(private readonly keys: TokenKeys) {}

  async get(): Promise<TokenReply> {
    if (this.kept !== null && this.now() < this.kept.renewAt) {
      return { kind: "token", token: this.kept.token };
    }
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
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
    if (reply.status === 401 || reply.status === 400) return { kind: "rejected-us" };
    const granted = grantSchema.safeParse(reply.json);
    if (!granted.success) return { kind: "unavailable", reason: "unexpected_token_reply" };
    const { access_token: token, now, expired_at } = granted.data.response;
    // PortOne's own clock says how long it lives; ours only measures from here.
    const lifetimeMs = (expired_at - now) * 1000;
    this.kept = { token, renewAt: this.now() + Math.max(lifetimeMs - lastMinuteMs, 0) };
    return { kind: "token", token };
  }

  private now(): number {
    return this.keys.now();
  }
}

const lastMinuteMs = 60_000;

const grantSchema = z.object({
  code: z.literal(0),
  response: z.object({
    access_token: z.string().min(1),
    now: z.number(),
    expired_at: z.number(),
  }),
});

export type TokenKeys = {
  apiUrl: string;
  impKey: string;
  impSecret: string;
  /** Milliseconds of any steady clock. */
  now: () => number;
  deadlineMs?: number;
};
export type TokenReply =
  | { kind: "token"; token: string }
  | { kind: "rejected-us" }
  | { kind: "unavailable"; reason: string };

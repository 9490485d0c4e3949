import { randomBytes } from "node:crypto";
import type { Clock } from "./clock";
import type { Call } from "./http";

const lifetimeSeconds = 1_800;
const extensionSeconds = 300;
const lastMinuteSeconds = 60;
const maximum = 1_000;

/** One token per key pair for 30 minutes; asked for in its last minute it lives 5 minutes more. */
export class Tokens {
  private readonly byKeys = new Map<string, Token>();
  private readonly byValue = new Map<string, Token>();

  constructor(private readonly clock: Clock) {}

  /** Times in unix seconds of the sandbox's clock. */
  issue(key: string, secret: string): Grant {
    const now = this.clock.seconds();
    const keys = `${key}\n${secret}`;
    const known = this.byKeys.get(keys);
    if (known === undefined || known.expired_at <= now) return this.renew(keys, now);
    if (known.expired_at - now < lastMinuteSeconds) known.expired_at += extensionSeconds;
    return { ...known, now };
  }

  /** Bare, as the published clients send it; `Bearer`, as the guide says; or the old header. */
  accepts({ headers }: Call): boolean {
    const given = headers.authorization ?? headers["x-imptokenheader"];
    const token = String(given ?? "").replace(/^Bearer\s+/i, "");
    return (this.byValue.get(token)?.expired_at ?? 0) > this.clock.seconds();
  }

  private renew(keys: string, now: number): Grant {
    this.forget(this.byKeys.size >= maximum ? (this.byKeys.keys().next().value ?? keys) : keys);
    const token = {
      access_token: randomBytes(20).toString("hex"),
      expired_at: now + lifetimeSeconds,
    };
    this.byKeys.set(keys, token);
    this.byValue.set(token.access_token, token);
    return { ...token, now };
  }

  private forget(keys: string): void {
    const token = this.byKeys.get(keys);
    if (token !== undefined) this.byValue.delete(token.access_token);
    this.byKeys.delete(keys);
  }
}

type Token = { access_token: string; expired_at: number };
type Grant = Token & { now: number };

import { randomBytes } from "node:crypto";
import type { Clock, Span } from "../world/clock";
import type { Call } from "../http";

const lifetimeSeconds = 1_800;
const extensionSeconds = 300;
const lastMinuteSeconds = 60;
const maximum = 1_000;

/** One token per key pair for 30 minutes; a request in its last minute adds 5 minutes. */
export class Tokens {
  private readonly byKeys = new Map<string, Token>();
  private readonly byValue = new Map<string, Token>();

  constructor(private readonly clock: Clock) {}

  /** Unix seconds of the sandbox's clock. */
  issue(key: string, secret: string): Grant {
    const keys = `${key}\n${secret}`;
    const known = this.byKeys.get(keys);
    if (known === undefined || !this.clock.isWithin(known)) return this.tell(this.renew(keys));
    const left = known.until - this.clock.seconds();
    if (left < lastMinuteSeconds) known.until += extensionSeconds;
    return this.tell(known);
  }

  /** Bare as from the published clients, `Bearer` as in the guide, or in the old header. */
  accepts({ headers }: Call): boolean {
    const given = headers.authorization ?? headers["x-imptokenheader"];
    const token = this.byValue.get(String(given ?? "").replace(/^Bearer\s+/i, ""));
    return token !== undefined && this.clock.isWithin(token);
  }

  clear(): void {
    this.byKeys.clear();
    this.byValue.clear();
  }

  private tell({ value, until }: Token): Grant {
    return { access_token: value, now: this.clock.seconds(), expired_at: until };
  }

  private renew(keys: string): Token {
    this.forget(this.byKeys.size >= maximum ? (this.byKeys.keys().next().value ?? keys) : keys);
    const token = { value: randomBytes(20).toString("hex"), ...this.clock.span(lifetimeSeconds) };
    this.byKeys.set(keys, token);
    this.byValue.set(token.value, token);
    return token;
  }

  private forget(keys: string): void {
    const token = this.byKeys.get(keys);
    if (token !== undefined) this.byValue.delete(token.value);
    this.byKeys.delete(keys);
  }
}

type Token = Span & { value: string };
type Grant = { access_token: string; now: number; expired_at: number };

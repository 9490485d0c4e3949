import { setTimeout as sleep } from "node:timers/promises";
import { AnswerTooLarge, askOnce, DeadlineOver } from "@/lib/portone/ask-once";
import { defaultDeadlineMs, endsIn, pauseAfter, remaining } from "@/lib/portone/deadline";

/**
 * Sends one call to PortOne and reads its JSON. A dropped connection or a 5xx is tried again, with
 * jitter, while the deadline allows: every call here may be repeated. The answer of an unhealthy
 * PortOne is `unavailable`, with a constant that says how.
 */
export async function callPortOne({
  origin,
  path,
  method,
  headers,
  body,
  deadlineMs = defaultDeadlineMs,
}: PortOneCall): Promise<PortOneReply> {
  const ends = endsIn(deadlineMs);
  const request = {
    ...{ origin, path, method, body: body ?? null },
    headers: { accept: "application/json", "user-agent": "verified-signup", ...headers },
  };
  for (let tries = 1; ; tries += 1) {
    const { reply, mayPass } = await askOnce(request, remaining(ends)).then(understand, fault);
    const pause = mayPass ? pauseAfter(tries, ends) : null;
    if (pause === null) return reply;
    await sleep(pause);
  }
}

function understand({ status, text }: { status: number; text: string }): Try {
  if (status >= 500) return { reply: unavailable(`status_${status}`), mayPass: true };
  return { reply: parse(status, text), mayPass: false };
}

function parse(status: number, text: string): PortOneReply {
  if (status === 429) return unavailable("status_429");
  // The body of a refused token is not documented; its status says all.
  if (status === 401) return { kind: "answered", status, json: null };
  try {
    return { kind: "answered", status, json: JSON.parse(text) };
  } catch {
    return unavailable("not_json");
  }
}

function fault(error: unknown): Try {
  if (error instanceof DeadlineOver) return { reply: unavailable("timeout"), mayPass: false };
  if (error instanceof AnswerTooLarge) return { reply: unavailable("too_large"), mayPass: false };
  return { reply: unavailable("connection"), mayPass: true };
}

function unavailable(reason: string): PortOneReply {
  return { kind: "unavailable", reason };
}

/** `mayPass`: another try may go better. */
type Try = { reply: PortOneReply; mayPass: boolean };

export type PortOneCall = {
  /** The constant host of the settings. */
  origin: string;
  path: string;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  deadlineMs?: number;
};
export type PortOneReply =
  { kind: "answered"; status: number; json: unknown } | { kind: "unavailable"; reason: string };

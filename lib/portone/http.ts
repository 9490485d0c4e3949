import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";

/** All tries together end within this many milliseconds. */
export const defaultDeadlineMs = 10_000;
const maximumBytes = 64 * 1024;
const maximumTries = 3;

/** Kept alive; Next's own `fetch` would cost a handler a quarter of its throughput and more. */
const agent = new Agent({ connections: 32, connect: { timeout: 3_000 }, keepAliveTimeout: 30_000 });

/**
 * Sends one call to PortOne and reads its JSON. A dropped connection or a 5xx is tried again, with
 * jitter, while the deadline allows; the answer of an unhealthy PortOne is `unavailable`, with a
 * constant that says how.
 */
export async function callPortOne(call: PortOneCall): Promise<PortOneReply> {
  const deadline = AbortSignal.timeout(call.deadlineMs ?? defaultDeadlineMs);
  for (let tries = 1; ; tries += 1) {
    const reply = await tryOnce(call, deadline);
    if (reply.kind === "answered" || !reply.again || tries >= maximumTries) return reply;
    const pause = 100 * 2 ** tries * (0.5 + Math.random());
    await sleep(pause, undefined, { signal: deadline }).catch(() => undefined);
    if (deadline.aborted) return unavailable("timeout");
  }
}

async function tryOnce(
  { origin, path, method, headers, body }: PortOneCall,
  signal: AbortSignal,
): Promise<PortOneReply> {
  try {
    const answer = await request(`${origin}${path}`, {
      method,
      headers: { accept: "application/json", ...headers },
      body: body ?? null,
      dispatcher: agent,
      signal,
    });
    const text = await readText(answer.body);
    if (answer.statusCode >= 500) return unavailable(`status_${answer.statusCode}`, true);
    if (answer.statusCode === 429) return unavailable("status_429");
    return parse(answer.statusCode, text);
  } catch {
    return signal.aborted ? unavailable("timeout") : unavailable("connection", true);
  }
}

function parse(status: number, text: string | null): PortOneReply {
  if (text === null) return unavailable("too_large");
  try {
    return { kind: "answered", status, json: JSON.parse(text) };
  } catch {
    return unavailable("not_json");
  }
}

/** Null when the body is larger than any answer of PortOne's. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maximumBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function unavailable(reason: string, again = false): PortOneReply {
  return { kind: "unavailable", reason, again };
}

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
  | { kind: "answered"; status: number; json: unknown }
  | { kind: "unavailable"; reason: string; again: boolean };

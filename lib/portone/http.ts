import { Agent, request } from "undici";
import { defaultDeadlineMs, endsIn, pauseAfter } from "@/lib/portone/deadline";

const maximumBytes = 64 * 1024;

/** Kept alive; Next's own `fetch` would cost a handler a quarter of its throughput and more. */
const agent = new Agent({ connections: 32, connect: { timeout: 3_000 }, keepAliveTimeout: 30_000 });

/**
 * Sends one call to PortOne and reads its JSON. A dropped connection or a 5xx is tried again, with
 * jitter, while the deadline allows: every call here may be repeated. The answer of an unhealthy
 * PortOne is `unavailable`, with a constant that says how.
 */
export async function callPortOne(call: PortOneCall): Promise<PortOneReply> {
  const deadlineMs = call.deadlineMs ?? defaultDeadlineMs;
  const ends = endsIn(deadlineMs);
  const signal = AbortSignal.timeout(deadlineMs);
  for (let tries = 1; ; tries += 1) {
    const reply = await tryOnce(call, signal);
    if (reply.kind === "answered" || !reply.again) return reply;
    if (!(await pauseAfter(tries, ends))) return reply;
  }
}

async function tryOnce(
  { origin, path, method, headers, body }: PortOneCall,
  signal: AbortSignal,
): Promise<PortOneReply> {
  try {
    const answer = await request(`${origin}${path}`, {
      method,
      headers: { accept: "application/json", "user-agent": "verified-signup", ...headers },
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
  // The body of a refused token is not documented; its status says all.
  if (status === 401) return { kind: "answered", status, json: null };
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

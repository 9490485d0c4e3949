import { Agent, errors, interceptors, request, type Dispatcher, type RetryHandler } from "undici";
import { defaultDeadlineMs, endsIn, pauseAfter } from "@/lib/portone/deadline";

const maximumBytes = 64 * 1024;

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
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const answer = await request(`${origin}${path}`, {
      method,
      headers: { accept: "application/json", "user-agent": "verified-signup", ...headers },
      body: body ?? null,
      dispatcher: agent.compose(whole, interceptors.retry(triesBefore(ends))),
      signal,
    });
    return parse(answer.statusCode, await answer.body.text());
  } catch (error) {
    return unavailable(signal.aborted ? "timeout" : reasonOf(error));
  }
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

function reasonOf(error: unknown): string {
  if (error instanceof errors.RequestRetryError) return `status_${error.statusCode}`;
  return error instanceof AnswerTooLarge ? "too_large" : "connection";
}

const serverFaults = Array.from({ length: 100 }, (_, at) => 500 + at);

/** undici's own pauses have no jitter and know no deadline. */
function triesBefore(ends: number): RetryHandler.RetryOptions {
  return {
    statusCodes: serverFaults,
    retry: (error, { state }, decide) => {
      const pause = pauseAfter(state.counter, ends);
      if (pause === null) decide(error);
      else setTimeout(decide, pause, null);
    },
  };
}

/**
 * Hands an answer on when all of it is here: one that is cut off is then asked for anew. The retries
 * would ask for the rest of it, and join two answers. Only what is judged by its body may be too large.
 */
const whole: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  let handOn = (): void => undefined;
  let judged = true;
  let chunks: Buffer[] = [];
  let size = 0;
  return dispatch(options, {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: (controller, status, headers, text) => {
      [judged, chunks, size] = [status < 500 && status !== 401, [], 0];
      handOn = () => handler.onResponseStart?.(controller, status, headers, text);
    },
    onResponseData: (controller, chunk) => {
      if (!judged) return;
      size += chunk.byteLength;
      if (size > maximumBytes) controller.abort(new AnswerTooLarge());
      else chunks.push(chunk);
    },
    onResponseEnd: (controller, trailers) => {
      handOn();
      handler.onResponseData?.(controller, Buffer.concat(chunks));
      handler.onResponseEnd?.(controller, trailers);
    },
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  });
};

/** Kept alive; Next's own `fetch` would cost a handler a quarter of its throughput and more. */
const agent = new Agent({ connections: 32, connect: { timeout: 3_000 }, keepAliveTimeout: 30_000 });

class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

function unavailable(reason: string): PortOneReply {
  return { kind: "unavailable", reason };
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
  { kind: "answered"; status: number; json: unknown } | { kind: "unavailable"; reason: string };

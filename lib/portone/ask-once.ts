import { Agent, type Dispatcher } from "undici";

const maximumBytes = 64 * 1024;

/** Kept alive; Next's own `fetch` would cost a handler a quarter of its throughput and more. */
const agent = new Agent({ connections: 32, connect: { timeout: 3_000 }, keepAliveTimeout: 30_000 });

/**
 * One request, and its answer as a whole: one that is cut off is an error. Only an answer that is
 * judged by its body may be too large. By undici's callbacks: its streams, retries and signals cost
 * more than the rest of the question.
 *
 * @throws DeadlineOver, AnswerTooLarge, or the connection's own error.
 */
export function askOnce(request: Request, milliseconds: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let isOver = false;
    const end = (error: Error | null, answer?: Answer) => {
      clearTimeout(timer);
      if (answer === undefined) reject(error ?? new DeadlineOver());
      else resolve(answer);
    };
    const timer = setTimeout(() => {
      isOver = true;
      controller?.abort(new DeadlineOver());
      end(null);
    }, milliseconds);
    let [status, size] = [0, 0];
    let chunks: Buffer[] = [];
    agent.dispatch(request, {
      onRequestStart: (started) => {
        controller = started;
        // It may have waited for a connection until then.
        if (isOver) started.abort(new DeadlineOver());
      },
      onResponseStart: (_controller, told) => {
        [status, size, chunks] = [told, 0, []];
      },
      onResponseData: (started, chunk) => {
        if (!isJudgedByBody(status)) return;
        size += chunk.byteLength;
        if (size > maximumBytes) started.abort(new AnswerTooLarge());
        else chunks.push(chunk);
      },
      onResponseEnd: () => end(null, { status, text: Buffer.concat(chunks).toString("utf8") }),
      onResponseError: (_controller, error) => end(error),
    });
  });
}

function isJudgedByBody(status: number): boolean {
  return status < 500 && status !== 401;
}

export class DeadlineOver extends Error {
  override readonly name = "DeadlineOver";
}

export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

type Request = Dispatcher.DispatchOptions;
type Answer = { status: number; text: string };

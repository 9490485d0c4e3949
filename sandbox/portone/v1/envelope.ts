import { json, type Answer } from "../http";

/** V1 wraps every answer: `code` 0 for well, -1 for not. */
export function accepted(response: unknown): Answer {
  return json(200, { code: 0, message: null, response });
}

export function refused(status: number, message: string): Answer {
  return json(status, { code: -1, message, response: null });
}

/** An unknown id, a deleted one and another merchant's look alike (observed). */
export function notFound(): Answer {
  return refused(404, "인증결과가 존재하지 않습니다.");
}

import { json, type Answer } from "../http";

/** `code`: 0 for success, -1 for an error. */
export function accepted(response: unknown): Answer {
  return json(200, { code: 0, message: null, response });
}

export function refused(status: number, message: string): Answer {
  return json(status, { code: -1, message, response: null });
}

/** The same for an unknown, a deleted and another merchant's id (observed). */
export function notFound(): Answer {
  return refused(404, "인증결과가 존재하지 않습니다.");
}

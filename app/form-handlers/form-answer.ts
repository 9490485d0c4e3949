/** Why a form was refused, in the reader's language; the same in JSON and in the page. */
export type FormProblem = {
  /** From lib/codes.ts. */
  code: string;
  title: string;
  message: string;
  /** Sentences by field; if there are any, `message` adds nothing. */
  fields: Readonly<Record<string, string>>;
  /** Typed values to show again; never a password. */
  values: Readonly<Record<string, string>>;
  /** The id of the request, by which the help desk finds it. */
  request?: string;
};

/** The header in which our script names one press of a button, so that it can ask what came of it. */
export const formIdHeader = "x-form-id";
export const formIdPattern = /^[0-9a-f]{48}$/;

/** The header in which a script of a member's page says whose it is, as its forms do in a hidden field. */
export const pageOwnerHeader = "x-page-owner";

export type FormAnswer = { next: string } | FormProblem;

/**
 * Parsed by hand, since a validation library would be the largest script of the page.
 * @throws if the answer is not ours.
 */
export function readFormAnswer(answer: unknown): FormAnswer {
  if (isRecord(answer)) {
    const { next, code, title, message, fields, values, request } = answer;
    if (typeof next === "string" && /^\/(?![/\\])/.test(next)) return { next };
    if (isText(code) && isText(title) && isText(message)) {
      const problem = { code, title, message, fields: textsOf(fields), values: textsOf(values) };
      return isText(request) ? { ...problem, request } : problem;
    }
  }
  throw new Error("This is no answer to a form");
}

/** What the server says came of a form; null while it does not know. */
export function readHappened(said: unknown): FormAnswer | "called_off" | null {
  if (!isRecord(said) || !isRecord(said["happened"])) return null;
  const { kind, answer } = said["happened"];
  if (kind === "called_off") return kind;
  return kind === "answered" ? readFormAnswer(answer) : null;
}

function textsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => isText(pair[1]));
  return Object.fromEntries(pairs);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** What a form hears that cannot go on, in the reader's language; the same as JSON and in the page. */
export type FormProblem = {
  /** A stable code of lib/codes.ts. */
  code: string;
  title: string;
  /** What happened and what to do now. */
  message: string;
  /** Sentences by the field that they are about; where there are any, they say it all. */
  fields: Readonly<Record<string, string>>;
  /** What was typed and may be shown again: never a password. */
  values: Readonly<Record<string, string>>;
};

/** Where to go on, or what is wrong. */
export type FormAnswer = { next: string } | FormProblem;

/**
 * The answer to a form that a script has sent. By hand: a library for it would be the heaviest thing
 * on the page.
 * @throws when it is none of ours.
 */
export function readFormAnswer(answer: unknown): FormAnswer {
  if (isRecord(answer)) {
    const { next, code, title, message, fields, values } = answer;
    if (typeof next === "string" && /^\/(?![/\\])/.test(next)) return { next };
    if (isText(code) && isText(title) && isText(message)) {
      return { code, title, message, fields: textsOf(fields), values: textsOf(values) };
    }
  }
  throw new Error("This is no answer to a form");
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

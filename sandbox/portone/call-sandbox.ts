import { startSandbox } from "./index";

/** A running sandbox with shortcuts for calls, for tests. */
export async function callSandbox({ now }: { now?: () => Date } = {}): Promise<SandboxCaller> {
  const options = { port: 0, ...(now === undefined ? {} : { now }) };
  const { url, smtpUrl, close } = await startSandbox(options);
  const call: SandboxCaller["call"] = async (method, path, body, headers = {}) => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers,
      redirect: "manual",
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parse(text) };
  };
  const token = async () => {
    const keys = { imp_key: "sandbox-key", imp_secret: "sandbox-secret" };
    return String(
      pick((await call("POST", "/users/getToken", keys)).json, "response.access_token"),
    );
  };
  return {
    url,
    smtpUrl,
    close,
    call,
    control: async (path, body, method = "POST") => {
      const answer = await call(method, `/_sandbox/${path}`, body);
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.json;
    },
    token,
    v1: async (method, path, body) => call(method, path, body, { authorization: await token() }),
    v2: (method, path, body) => call(method, path, body, { authorization: "PortOne any-secret" }),
  };
}

/** The value at a dotted path of JSON; undefined if there is none. */
export function pick(json: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.entries(value).find(([key]) => key === name)?.[1];
  }, json);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type SandboxAnswer = { status: number; headers: Headers; text: string; json: unknown };
export type SandboxCaller = {
  url: string;
  smtpUrl: string;
  close: () => Promise<void>;
  call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<SandboxAnswer>;
  /** The control interface; throws if it refuses. */
  control: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  token: () => Promise<string>;
  /** With a V1 token, or V2's API secret. */
  v1: (method: string, path: string, body?: unknown) => Promise<SandboxAnswer>;
  v2: (method: string, path: string, body?: unknown) => Promise<SandboxAnswer>;
};

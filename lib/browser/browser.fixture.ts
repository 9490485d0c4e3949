import { AsyncLocalStorage } from "node:async_hooks";

/** The cookies of one request, as `next/headers` gives them: what was set is read back. */
class RequestCookies {
  readonly answer = new Map<string, SentCookie>();
  constructor(private readonly sent: ReadonlyMap<string, string>) {}

  get(name: string): { name: string; value: string } | undefined {
    const value = this.answer.get(name)?.value ?? this.sent.get(name);
    return value === undefined ? undefined : { name, value };
  }
  getAll(): { name: string; value: string }[] {
    const names = new Set([...this.sent.keys(), ...this.answer.keys()]);
    return [...names].flatMap((name) => this.get(name) ?? []);
  }
  set(name: string, value: string, attributes: Omit<SentCookie, "value">): void {
    this.answer.set(name, { ...attributes, value });
  }
}

const requests = new AsyncLocalStorage<RequestCookies>();

/** In the place of `next/headers`. */
export const headersOfTest = {
  cookies: async () => {
    const request = requests.getStore();
    if (request === undefined) throw new Error("outside a request");
    return request;
  },
  headers: async () => new Headers(),
};

/** A browser that keeps cookies, and whose answers can arrive in another order than they were asked. */
export class Browser {
  readonly jar = new Map<string, string>();

  /** Sends a request with the cookies of now; its answer is kept until it arrives. */
  async send<T>(handler: () => Promise<T>): Promise<Answer<T>> {
    const request = new RequestCookies(new Map(this.jar));
    const result = await requests.run(request, handler);
    return { result, cookies: request.answer };
  }

  arrive({ cookies }: Answer<unknown>): void {
    for (const [name, { value, maxAge }] of cookies) {
      if (maxAge === 0) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  async visit<T>(handler: () => Promise<T>): Promise<T> {
    const answer = await this.send(handler);
    this.arrive(answer);
    return answer.result;
  }
}

export type SentCookie = {
  value: string;
  maxAge?: number;
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: string;
  path?: string;
};
export type Answer<T> = { result: T; cookies: Map<string, SentCookie> };

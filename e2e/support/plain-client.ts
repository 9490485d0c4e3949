/**
 * A browser without JavaScript, small enough for two hundred at once: keeps cookies, fills in the
 * page's forms and follows redirects.
 */
export class PlainClient {
  readonly cookies = new Map<string, string>();

  /** `address`: where the server listens, if not at `origin`. */
  constructor(
    readonly origin: string,
    private readonly address = origin,
  ) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send(path, { headers });
  }

  /** Submits the page's form that has this field or action, with the given values. */
  async submit(
    page: Page,
    field: string,
    values: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const forms = page.text.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const form = forms.find(
      (text) => text.includes(`name="${field}"`) || text.includes(`action="${field}"`),
    );
    if (form === undefined) throw new Error(`${page.path} has no form with ${field}`);
    const action = unescape(/<form[^>]* action="([^"]*)"/.exec(form)?.[1] ?? page.path);
    const data = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined) data.set(name, unescape(/value="([^"]*)"/.exec(input)?.[1] ?? ""));
    }
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    return this.postForm(action, data, headers);
  }

  async postForm(
    path: string,
    body: FormData | URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    return this.send(path, { method: "POST", body, headers: { origin: this.origin, ...headers } });
  }

  async postJson(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Page> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return this.send(path, {
      method: "POST",
      body: text,
      headers: { "content-type": "application/json", origin: this.origin, ...headers },
    });
  }

  private async send(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const behindProxy =
      this.address === this.origin ? {} : { "x-forwarded-host": new URL(this.origin).host };
    const answer = await fetch(`${this.address}${path}`, {
      ...init,
      redirect: "manual",
      headers: {
        "accept-language": "ko",
        ...behindProxy,
        ...init.headers,
        ...(cookie ? { cookie } : {}),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    const { status, headers } = answer;
    return { path, status, location: headers.get("location"), headers, text };
  }
}

function unescape(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

export type Page = {
  path: string;
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
};

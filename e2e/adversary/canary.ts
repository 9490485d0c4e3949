import type { Page } from "@playwright/test";

/** Looks for a person's data, in every encoding, in everything that leaves the server. */
export class Canary {
  readonly leaks: string[] = [];
  private readonly dresses: readonly { secret: string; dress: string }[];

  constructor(secrets: readonly string[]) {
    this.dresses = secrets.flatMap((secret) =>
      dressesOf(secret).map((dress) => ({ secret, dress: dress.toLowerCase() })),
    );
  }

  /** `allowed`: data that this place may show. */
  look(place: string, text: string, allowed: readonly string[] = []): void {
    const lower = text.toLowerCase();
    const seen = this.dresses.filter(
      ({ secret, dress }) => !allowed.includes(secret) && lower.includes(dress),
    );
    const secrets = new Set(seen.map(({ secret }) => secret));
    this.leaks.push(...[...secrets].map((secret) => `${place}: ${secret}`));
  }

  /** Checks every URL, header, cookie and body of our site that this page receives. */
  watch(page: Page, origin: string, allowed: (path: string) => readonly string[]): Promise<void>[] {
    const bodies: Promise<void>[] = [];
    page.on("framenavigated", (frame) => this.look("address", decoded(frame.url())));
    page.on("request", (request) => this.look("requested address", decoded(request.url())));
    page.on("console", (message) => this.look("browser console", message.text()));
    page.on("response", (response) => {
      if (!response.url().startsWith(origin)) return;
      const { pathname } = new URL(response.url());
      bodies.push(
        response
          .allHeaders()
          .then((headers) => this.look(`headers of ${pathname}`, decoded(JSON.stringify(headers)))),
        response
          .text()
          .then((text) => this.look(`body of ${pathname}`, text, allowed(pathname)))
          // A redirect, or a page left before it arrived, has no body.
          .catch(() => undefined),
      );
    });
    return bodies;
  }
}

/** Plain, in a URL, in JSON, in HTML, in hexadecimal and in Base64 at any offset. */
function dressesOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const escaped = [...secret]
    .map((letter) => (letter > "\x7f" ? `\\u${letter.charCodeAt(0).toString(16)}` : letter))
    .join("");
  return [
    secret,
    encodeURIComponent(secret),
    escaped,
    secret.replaceAll("+", "&#x2B;"),
    bytes.toString("hex"),
    ...[0, 1, 2].map((offset) => {
      const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
      // The characters at both ends depend on the neighbouring bytes.
      return shifted.slice(Math.ceil((offset * 8) / 6), -4).replace(/=+$/, "");
    }),
  ].filter((dress) => dress.length >= 6 || dress === secret);
}

function decoded(text: string): string {
  try {
    return `${text} ${decodeURIComponent(text)}`;
  } catch {
    return text;
  }
}

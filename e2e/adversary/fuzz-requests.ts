import fc from "fast-check";

/** Malformed requests, in every part that can be malformed. */
export function fuzzedRequests(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  return fc.oneof(
    { weight: 20, arbitrary: callbackPost(known) },
    { weight: 16, arbitrary: callbackReturn(known) },
    { weight: 12, arbitrary: formPost(known) },
    { weight: 4, arbitrary: actionCall(known) },
    // A page takes ten times as long as a refusal, so there are few of them.
    { weight: 1, arbitrary: pageVisit(known) },
    { weight: 2, arbitrary: oddMethod(known) },
  );
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "",
    "\u0000",
    "../..",
    "%",
    "%ff",
    "null",
    "true",
    "-1",
    "1e999",
    "[object Object]",
  ),
  fc.constantFrom("<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}", "${7*7}", "__proto__"),
  fc.constantFrom("\ud800", "\u202e홍길동", "Ａ", "=cmd|'/c calc'!A1", "a\r\nset-cookie: x=1"),
  fc.nat(9_999_999).map((number) => `imp_${100_000 + number}`),
  fc.string({ unit: fc.constantFrom(..."aZ09"), minLength: 32, maxLength: 32 }),
);
const idNames = fc.constantFrom("imp_uid", "identityVerificationId");
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.bigInt().map(String),
);
const badBytes = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));

const contentTypes = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "",
);

const jsonBody = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.tuple(idNames, value).map(([name, each]) => JSON.stringify({ [name]: each })),
  fc
    .tuple(idNames, text, text, value)
    .map(([name, id, other, each]) => JSON.stringify({ [name]: id, [other]: each })),
  fc.tuple(idNames, text).map(([name, id]) => `{"${name}":"${id}","${name}":"${id}"`),
  fc.nat(2_000).map((depth) => "[".repeat(depth)),
  text,
);

/** Some headers name our site as the origin, some another site, some none. */
function headersFor({ origin, cookies }: KnownForms): fc.Arbitrary<Record<string, string>> {
  return fc
    .record({
      origin: fc.constantFrom(
        origin,
        origin,
        origin,
        "https://evil.example",
        "null",
        "garbage",
        "",
      ),
      cookie: fc.oneof(
        fc.constantFrom(...cookies, ""),
        fc.base64String({ maxLength: 80 }).map((junk) => `verified-signup=${junk}; locale=${junk}`),
      ),
      "sec-fetch-site": fc.constantFrom("", "", "same-origin", "cross-site"),
      "accept-language": fc.constantFrom("ko", "en-US,en;q=0.9", "*;q=9", "xx-\u00ff", ""),
      "x-forwarded-for": fc.constantFrom("", "1.1.1.1", ",,,", "::1, <script>"),
      host: fc.constantFrom(
        "",
        "",
        "",
        "127.0.0.1",
        "LOCALHOST",
        "[::1]:1",
        "a b",
        "www.example.com",
      ),
      "x-forwarded-host": fc.constantFrom("", "", "a, b", "[::1", "evil.example:99999"),
      "x-forwarded-proto": fc.constantFrom("", "", "https", "gopher, http"),
    })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, each]) => each !== "")));
}

function callbackPost(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const body = fc.oneof(jsonBody, jsonBody, badBytes, fc.constant("x".repeat(5_000)));
  return fc
    .tuple(body, contentTypes, headersFor(known))
    .map(([sent, type, headers]) =>
      request("POST", "/certifications", headers, { type, body: sent }),
    );
}

function callbackReturn(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const names = fc.oneof(
    fc.constantFrom("imp_uid", "merchant_uid", "success", "imp_success", "error_code", "error_msg"),
    fc.constantFrom("identityVerificationId", "code", "message", "transactionType", "next"),
    text,
  );
  return fc
    .tuple(query(names), headersFor(known))
    .map(([search, headers]) => request("GET", `/certifications/redirect?${search}`, headers));
}

function pageVisit(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const names = fc.oneof(
    fc.constantFrom("code", "after", "link", "_rsc", "next", "path", "to", "_host"),
    text,
  );
  const extra = fc.constantFrom({}, {}, { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" });
  const path = fc.oneof(
    fc.constantFrom(...known.pages),
    text.map((each) => `/${encodeURIComponent(wellFormed(each))}`),
    fc.constantFrom("/%", "/%ff", "/_next/image?url=%00", "/signup/../admin", "//evil.example"),
    fc.constantFrom(
      "/_global-error",
      "/_not-found",
      "/_next/data/x/y.json",
      "/unanswered",
      "/other-host",
    ),
  );
  return fc
    .tuple(path, query(names), headersFor(known), extra)
    .map(([at, search, headers, more]) =>
      request("GET", at.includes("?") ? at : `${at}?${search}`, { ...headers, ...more }),
    );
}

/** A form as sent without JavaScript, with every kind of mistake. */
function formPost(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const field = fc.oneof(
    fc.tuple(fc.constantFrom(...known.fields), fc.oneof(text, withControls)),
    fc.constantFrom(...known.hidden),
    fc.tuple(text, text),
    // From a tab opened before forms posted to handlers.
    fc.tuple(fc.constantFrom("$ACTION_REF_1", "$ACTION_1:0", "$ACTION_KEY"), text),
  );
  const address = fc.constantFrom(...known.handlers, ...known.handlers, ...known.pages);
  const fields = fc.array(field, { maxLength: 7 });
  const sent = fc.oneof(urlEncoded(fields), multipart(fields), fc.tuple(anyType, badBytes));
  return fc
    .tuple(address, query(text), sent, accept, headersFor(known))
    .map(([path, search, [type, body], accepted, headers]) =>
      request("POST", `${path}?${search}`, { ...headers, accept: accepted }, { type, body }),
    );
}

/** A refused form without JavaScript renders a whole page, so most requests ask for JSON. */
const accept = fc.oneof(
  { weight: 12, arbitrary: fc.constant("application/json") },
  { weight: 1, arbitrary: fc.constantFrom("text/html", "*/*", "") },
);

/** A mostly valid e-mail with a character that no column accepts. */
const withControls = fc
  .tuple(
    fc.constantFrom("someone@example.com", "a", ""),
    fc.integer({ min: 0, max: 159 }),
    fc.nat(30),
  )
  .map(
    ([whole, code, at]) => `${whole.slice(0, at)}${String.fromCharCode(code)}${whole.slice(at)}`,
  );

function urlEncoded(fields: fc.Arbitrary<[string, string][]>) {
  return fields.map((pairs): [string, string] => [
    "application/x-www-form-urlencoded",
    new URLSearchParams(
      pairs.map(([name, each]) => [wellFormed(name), wellFormed(each)]),
    ).toString(),
  ]);
}

function multipart(fields: fc.Arbitrary<[string, string][]>) {
  const part = ([name, each]: [string, string], isFile: boolean) => {
    const file = isFile ? '; filename="홍.txt"\r\nContent-Type: text/plain' : "";
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${each}\r\n`;
  };
  const end = fc.constantFrom(`--${boundary}--\r\n`, `--${boundary}--\r\n`, "", "--y--");
  const type = fc.constantFrom(`multipart/form-data; boundary=${boundary}`, "multipart/form-data");
  return fc
    .tuple(fields, fc.boolean(), end, type)
    .map(([pairs, isFile, close, kind]): [string, string] => [
      kind,
      pairs.map((pair) => part(pair, isFile)).join("") + close,
    ]);
}

const boundary = "----form-boundary-of-27-letters-or-more";
const anyType = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
);

/** A call of a server action as Next's script sends it; the product has none. */
function actionCall(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const action = fc.string({
    unit: fc.constantFrom(..."0123456789abcdef"),
    minLength: 42,
    maxLength: 42,
  });
  const body = fc.oneof(fc.json(), fc.constantFrom('["$K1"]', '["$@1"]'), badBytes, text);
  const type = fc.constantFrom("text/plain;charset=UTF-8", "multipart/form-data; boundary=x");
  return fc
    .tuple(
      fc.constantFrom(...known.pages, ...known.handlers),
      action,
      body,
      type,
      accept,
      headersFor(known),
    )
    .map(([page, id, sent, kind, accepted, headers]) => {
      const asked = { ...headers, "next-action": id, accept: accepted };
      return request("POST", page, asked, { type: kind, body: sent });
    });
}

function oddMethod(known: KnownForms): fc.Arbitrary<FuzzedRequest> {
  const methods = fc.constantFrom(
    ...["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND", "TRACE", "REPORT", "QUERY"],
  );
  const paths = fc.constantFrom(...known.handlers, ...known.pages);
  return fc
    .tuple(methods, paths, headersFor(known))
    .map(([method, path, headers]) => request(method, path, headers));
}

/** Names and values, correctly encoded or not, some repeated. */
function query(names: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const encoded = fc
    .tuple(names, text)
    .map((pair) => pair.map((each) => encodeURIComponent(wellFormed(each))).join("="));
  const broken = fc
    .tuple(names, fc.constantFrom("%", "%zz", "%ff%fe", "&&", "=", "a".repeat(3_000)))
    .map(([name, each]) => `${encodeURIComponent(wellFormed(name))}=${each}`);
  return fc
    .array(fc.oneof(encoded, encoded, broken), { maxLength: 6 })
    .map((parts) => parts.join("&"));
}

function request(
  method: string,
  path: string,
  headers: Record<string, string>,
  sent?: { type: string; body: string | Buffer },
): FuzzedRequest {
  const type = sent?.type ? { "content-type": sent.type } : {};
  const safe = Object.entries({ ...headers, ...type }).map(([name, each]) => [name, latin(each)]);
  return { method, path, headers: Object.fromEntries(safe), body: sent?.body ?? null };
}

/** A URL cannot contain half of a surrogate pair. */
function wellFormed(each: string): string {
  return Buffer.from(each, "utf8").toString("utf8");
}

/** Only characters that a header may contain. */
function latin(each: string): string {
  return each.replace(/[^\x20-\x7e]/g, "?").trim();
}

export type KnownForms = {
  origin: string;
  pages: readonly [string, ...string[]];
  /** Of browsers at different steps. */
  cookies: readonly string[];
  fields: readonly [string, ...string[]];
  /** Paths that answer without a page. */
  handlers: readonly [string, ...string[]];
  /** Names and values of the hidden fields in the pages. */
  hidden: readonly [[string, string], ...[string, string][]];
};
export type FuzzedRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
};

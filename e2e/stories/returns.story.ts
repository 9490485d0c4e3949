import { createServer } from "node:http";
import { begin, idName, password, record, type Version } from "../support/sign-up";
import type { PlainClient } from "../support/plain-client";
import { expect, inventEmail, test } from "../support/story";

/** Returns from PortOne's window: unusual but honest ones, other methods, other sites. */
const door = "/certifications/redirect";
const restPath = { v1: "/certifications/", v2: "/identity-verifications/" } as const;
const long = "x".repeat(2_500);

/** What a gateway may add to the address around the id. */
const odd = {
  v1: (id: string, attempt: string) => [
    `imp_uid=${id}&merchant_uid=${attempt}&success=true`,
    `imp_uid=${id}&imp_uid=${id}&success=true`,
    `imp_uid=&imp_uid=${id}`,
    `imp_uid=%20${id}+&merchant_uid=${attempt}`,
    `imp_uid=${id}&success=`,
    `imp_uid=${id}&success=1`,
    `imp_uid=${id}&success=TRUE&imp_success=true`,
    `imp_uid=${id}&merchant_uid=${attempt}&success=false`,
    `imp_uid=${id}&success=False&error_code=CANCEL&error_msg=취소`,
    `imp_uid=${id}&success=true&error_code=9015&error_msg=${long}`,
    `imp_uid=${id}&merchant_uid=${long}`,
    `imp_uid=${id}&utm_source=a&utm_source=b&${extra(25)}`,
    `${extra(25)}&imp_uid[]=${id}&imp_uid=${id}`,
  ],
  v2: (id: string) => [
    `identityVerificationId=${id}`,
    `identityVerificationId=${id}&identityVerificationId=${id}&transactionType=${long}`,
    `identityVerificationId=&identityVerificationId=${id}&code=`,
    `identityVerificationId=${id}&code=FAILURE_TYPE_PG&message=취소`,
    `identityVerificationId=${id}&message=${long}&pgMessage=${long}`,
    `identityVerificationId=${id}&utm_source=a&utm_source=b&${extra(25)}`,
  ],
} as const;
const extra = (count: number) => Array.from({ length: count }, (_, at) => `n${at}=1`).join("&");

test("an odd return still brings its id", async ({ stack, sandbox, person, version }) => {
  for (const at of odd[version]("", "").keys()) {
    const { client, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, version, attempt, { person: person.key });
    const query = odd[version](Object.values(body)[0] ?? "", attempt)[at] ?? "";
    const answer = await client.get(`${door}?${query}`);
    expect([answer.status, answer.location], query).toEqual([303, "/signup/details"]);
    expect(answer.headers.get("cache-control")).toContain("no-store");
  }
});

test("a return with two ids is refused", async ({ stack, sandbox, person, version, db }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  const id = Object.values(body)[0] ?? "";
  const query = `${idName[version]}=${id}&${idName[version]}=${otherId[version]}`;
  const answer = await client.get(`${door}?${query}`);
  expect([answer.status, answer.location]).toEqual([303, "/signup?code=invalid_request"]);
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
  });
});
const otherId = { v1: "imp_999999999999", v2: "b".repeat(32) } as const;

test("a return that says why there is nothing is heard, where PortOne knows of nothing", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  for (const [told, code] of [
    [{ success: "false", error_code: "CANCEL", code: "Cancelled" }, "verification_cancelled"],
    [{ success: "false", code: "PG_PROVIDER_ERROR" }, "verification_failed"],
    [{ success: "true" }, "verification_unfinished"],
  ] as const) {
    const { client, attempt } = await begin(stack.appUrl);
    const options = { person: person.key, outcome: "unfinished" };
    const body = await record(sandbox, version, attempt, options);
    const query = new URLSearchParams({ ...body, ...told });
    const answer = await client.get(`${door}?${query.toString()}`);
    expect([answer.status, answer.location]).toEqual([303, `/signup?code=${code}`]);
  }
});

test("a return by POST leads on to the same return", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  for (const sent of [
    new URLSearchParams({ ...body, success: "true", error_msg: long.repeat(4) }),
    form({ ...body, success: "true" }),
  ]) {
    // A POST from another site has no cookies.
    const posted = await raw(stack.appUrl, "POST", sent);
    expect(posted.status).toBe(303);
    expect(posted.headers.get("cache-control")).toContain("no-store");
    const location = posted.headers.get("location") ?? "";
    expect(location).toContain(`${door}?${new URLSearchParams(body).toString()}`);
    expect(location).not.toContain(long);
    expect((await client.get(location)).location).toBe("/signup/details");
  }
  const cancelled = { success: "false", error_code: "CANCEL", code: "Cancelled" };
  for (const [sent, code] of [
    [new URLSearchParams(cancelled), "verification_cancelled"],
    [new URLSearchParams({ [idName[version]]: "../users" }), "invalid_request"],
    ["{}", "invalid_request"],
    [new Uint8Array([0xff, 0, 0xfe]), "invalid_request"],
    [new URLSearchParams({ a: "x".repeat(200_000) }), "invalid_request"],
  ] as const) {
    const answer = await raw(stack.appUrl, "POST", sent);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/signup?code=${code}`]);
  }
});

test("a real form of another site brings the person back", async ({
  stack,
  sandbox,
  person,
  version,
  page,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  await page
    .context()
    .addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: stack.appUrl })));
  const body = await record(sandbox, version, attempt, { person: person.key });
  const fields = Object.entries({ ...body, success: "true" })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
    .join("");
  const gateway = createServer((_request, response) =>
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(
        `<form method="post" action="${stack.appUrl}${door}">${fields}<button>go</button></form>`,
      ),
  );
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const address = gateway.address();
  if (address === null || typeof address === "string") throw new Error("No port is bound");
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.getByRole("button", { name: "go" }).click();
  await expect(page).toHaveURL(/\/signup\/details$/);
  gateway.close();
});

test("a HEAD of the return changes nothing", async ({ stack, sandbox, person, version, db }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  const query = new URLSearchParams(body).toString();
  const answer = await raw(stack.appUrl, "HEAD", undefined, { path: `${door}?${query}`, client });
  expect(answer.status).toBeLessThan(400);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
  });
  expect((await client.get(`${door}?${query}`)).location).toBe("/signup/details");
});

test("both callbacks list their methods", async ({ stack }) => {
  for (const [path, methods, allow] of [
    ["/certifications", ["GET", "HEAD", "PUT", "PATCH", "DELETE"], "OPTIONS, POST"],
    [door, ["PUT", "PATCH", "DELETE"], "GET, HEAD, OPTIONS, POST"],
  ] as const) {
    for (const method of methods) {
      const answer = await raw(stack.appUrl, method, undefined, { path });
      expect([answer.status, answer.headers.get("allow")], `${method} ${path}`).toEqual([
        405,
        allow,
      ]);
      expect(answer.headers.get("cache-control")).toContain("no-store");
    }
    const options = await raw(stack.appUrl, "OPTIONS", undefined, { path });
    expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
  }
});

test("no answer of the callback may be cached", async ({ stack, sandbox, person, version }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  const answers = [
    await client.postJson("/certifications", body, { origin: "https://evil.example" }),
    await client.postJson("/certifications", "{"),
    await client.postJson("/certifications", { [idName[version]]: otherId[version] }),
    await client.postJson("/certifications", body),
    await client.get(door),
    await client.get(`${door}?success=false&code=x`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 400, 404, 200, 303, 303]);
  for (const { headers } of answers) expect(headers.get("cache-control")).toContain("no-store");
});

test("attack: another site using up an attempt at the address of the return", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const crossSite = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  const strays = Array.from({ length: 35 }, (_, at) =>
    version === "v1" ? `imp_uid=imp_20000000${at}` : `identityVerificationId=guess${at}`,
  );
  for (const query of strays) {
    const { location } = await client.get(`${door}?${query}&merchant_uid=guessed`, crossSite);
    expect(location).toMatch(/^\/signup\?code=(verification_unknown|rate_limited)$/);
  }
  const body = await record(sandbox, version, attempt, { person: person.key });
  const query = new URLSearchParams({ ...body, merchant_uid: attempt, success: "true" });
  const honest = await client.get(`${door}?${query.toString()}`, crossSite);
  expect([honest.status, honest.location]).toEqual([303, "/signup/details"]);
  // A known answer can be repeated without limit.
  for (let times = 0; times < 40; times += 1) {
    const again = await client.get(`${door}?${new URLSearchParams(body).toString()}`, crossSite);
    expect(again.location).toBe("/signup/details");
  }
});

test("an odd but honest record opens the way", async ({ stack, sandbox, person, version, db }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  const id = Object.values(body)[0] ?? "";
  const path = `${restPath[version]}${id}`;
  await sandbox.post("faults", { path, status: 200, body: oddRecord[version](attempt, id) });
  const answer = await client.postJson("/certifications", body);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { next: "/signup/details" }]);
  const { provider } = await db.attempt.findUniqueOrThrow({ where: { id: attempt } });
  expect(provider).toBe("danal");
  const details = await client.get("/signup/details");
  await client.submit(details, "email", { email: inventEmail(), password });
  const account = await client.get("/account");
  expect(account.text).toContain("010-****-5678");
  expect(account.text).toContain("1988-**-**");
  expect(account.text).toContain("홍시험");
});

const oddRecord: Record<Version, (attempt: string, id: string) => unknown> = {
  v1: (attempt, id) => ({
    code: 0,
    message: null,
    response: {
      imp_uid: id,
      merchant_uid: attempt,
      pg_provider: `DANAL\u0000${" ".repeat(60)}`,
      certified: true,
      certified_at: Math.floor(Date.now() / 1000),
      name: "홍\u0000시험\uD800",
      birthday: "1988.7.1",
      birth: 583_682_400,
      gender: "male",
      phone: "+82 10-1234-5678",
      unique_key: `INVENTED-ODD-${attempt}==\u0000`,
    },
  }),
  v2: (_attempt, id) => ({
    status: "VERIFIED",
    id,
    channel: {
      type: "LIVE",
      key: "channel-key-00000000-0000-4000-8000-000000000000",
      pgProvider: "DANAL\u0000",
      pgMerchantId: "INVENTEDMID",
    },
    verifiedAt: new Date().toISOString(),
    verifiedCustomer: {
      name: "홍\u0000시험\uD800",
      birthDate: "19880701",
      phoneNumber: "０１０－１２３４－５６７８",
      ci: `INVENTED-ODD-${id}==\u0000`,
    },
  }),
};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function raw(
  origin: string,
  method: string,
  body?: URLSearchParams | FormData | Uint8Array | string,
  { path = door, client }: { path?: string; client?: PlainClient } = {},
): Promise<Response> {
  const cookie = [...(client?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  return fetch(`${origin}${path}`, {
    method,
    redirect: "manual",
    headers: { origin: "https://gateway.example", ...(cookie ? { cookie } : {}) },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? Buffer.from(body) : body }),
  });
}

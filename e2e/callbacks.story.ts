import { PlainClient } from "./plain-client";
import { expect, inventEmail, test, type SandboxControl } from "./story";

type Version = "v1" | "v2";

/** A browser that has agreed, and the id that its attempt minted. */
async function begin(appUrl: string): Promise<{ client: PlainClient; attempt: string }> {
  const client = new PlainClient(appUrl);
  await client.submit(await client.get("/signup"), "terms", { terms: "on", privacy: "on" });
  const { text } = await client.get("/signup");
  const attempt = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(text)?.[1];
  if (attempt === undefined) throw new Error("The page names no attempt");
  return { client, attempt };
}

/** A record at the local PortOne, made without a window; resolves with what the browser would send. */
async function record(
  sandbox: SandboxControl,
  version: Version,
  attempt: string,
  wish: { person: string; outcome?: string; at?: Date; channelType?: string },
): Promise<Record<string, string>> {
  const { person, outcome = "verified", at = new Date(), channelType = "LIVE" } = wish;
  if (version === "v2") {
    await sandbox.post("identity-verifications", {
      person,
      outcome,
      channelType,
      identityVerificationId: attempt,
      verifiedAt: at.toISOString(),
    });
    return { identityVerificationId: attempt };
  }
  const made = await sandbox.post("certifications", {
    person,
    outcome,
    merchant_uid: attempt,
    certified_at: at.getTime() / 1000,
  });
  return { imp_uid: JSON.stringify(made).match(/imp_\d+/)?.[0] ?? "" };
}

const idName = { v1: "imp_uid", v2: "identityVerificationId" } as const;
const restPath = { v1: "/certifications/", v2: "/identity-verifications/" } as const;

test("a malformed message is refused and changes nothing", async ({ stack, db, version }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const name = idName[version];
  const bodies = [
    "",
    "null",
    "[]",
    "{",
    '"imp_1"',
    "{}",
    7,
    [name],
    { [name]: null },
    { [name]: 7 },
    { [name]: "" },
    { [name]: ["imp_123456789012"] },
    { [name]: "../users/getToken" },
    { [name]: "imp_1/../2" },
    { [name]: "imp_%2e%2e" },
    { [name]: `imp_${"1".repeat(5_000)}` },
    { [name]: "imp_123456789012", name: "홍길동" },
    { [name]: "imp_123456789012", unique_key: "forged" },
    { other: "imp_123456789012" },
    { [name]: { toString: "imp_1" } },
    `{"${name}":"imp_123456789012","__proto__":{"a":1}}`,
    "\u0000",
    "a".repeat(100_000),
  ];
  for (const body of bodies) {
    const answer = await client.postJson("/certifications", body);
    expect(
      [answer.status, JSON.parse(answer.text)],
      JSON.stringify(body).slice(0, 80),
    ).toMatchObject([400, { code: "invalid_request" }]);
  }
  const other = await client.postJson(
    "/certifications",
    { [name]: attempt },
    { "content-type": "text/plain" },
  );
  expect(other.status).toBe(400);
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
    providerId: null,
  });
});

test("a malformed return is answered with a page of this site and changes nothing", async ({
  stack,
  db,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const name = idName[version];
  const queries = [
    "",
    "?",
    `?${name}=`,
    `?${name}=..%2f..`,
    `?${name}=a&${name}=b`,
    `?${name}=${"1".repeat(3_000)}`,
    `?${name}=%00`,
    "?success=maybe",
    "?next=https://evil.example",
    `?${name}=imp_%F0%9F`,
  ];
  for (const query of queries) {
    const answer = await client.get(`/certifications/redirect${query}`);
    expect(answer.status, query).toBe(303);
    expect(answer.location, query).toMatch(/^\/signup\?code=[a-z_]+$/);
  }
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
    providerId: null,
  });
});

test("another site, or a browser without an attempt, gets nowhere", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ]) {
    const answer = await client.postJson("/certifications", body, headers);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, "forbidden_origin"]);
  }
  const stranger = await new PlainClient(stack.appUrl).postJson("/certifications", body);
  expect([stranger.status, JSON.parse(stranger.text).code]).toEqual([401, "attempt_missing"]);
});

test("somebody else's verification is unknown to this browser, and still good for its owner", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const [victim, thief] = [await begin(stack.appUrl), await begin(stack.appUrl)];
  const body = await record(sandbox, version, victim.attempt, { person: person.key });
  const stolen = await thief.client.postJson("/certifications", body);
  expect([stolen.status, JSON.parse(stolen.text).code]).toEqual([404, "verification_unknown"]);
  const own = await victim.client.postJson("/certifications", body);
  expect([own.status, JSON.parse(own.text)]).toEqual([200, { next: "/signup/details" }]);
  const again = await victim.client.postJson("/certifications", body);
  expect([again.status, JSON.parse(again.text)]).toEqual([200, { next: "/signup/details" }]);
});

test("an unfinished, a stale, a future and (where PortOne says so) a test verification are refused", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  for (const [wish, code] of [
    [{ outcome: "unfinished" }, "verification_unfinished"],
    [{ at: new Date(Date.now() - 12 * 60_000) }, "verification_stale"],
    [{ at: new Date(Date.now() + 5 * 60_000) }, "verification_stale"],
    // V1 does not say on which channel a person was verified.
    ...(version === "v2"
      ? ([[{ channelType: "TEST" }, "verification_test_channel"]] as const)
      : []),
  ] as const) {
    const { client, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, version, attempt, { person: person.key, ...wish });
    const answer = await client.postJson("/certifications", body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([422, code]);
  }
});

for (const fault of [
  { name: "answers 500", wish: { status: 500 } },
  { name: "answers 503", wish: { status: 503, body: "" } },
  { name: "answers 429", wish: { status: 429 } },
  { name: "answers HTML", wish: { status: 200, body: "<h1>maintenance</h1>" } },
  { name: "answers half a JSON", wish: { status: 200, body: '{"code":0,"resp' } },
  { name: "drops the connection", wish: { drop: true } },
  { name: "hangs", wish: { delayMs: 30_000, times: 1 } },
]) {
  test(`when PortOne ${fault.name}, the person hears it within 15 seconds and can go on`, async ({
    stack,
    sandbox,
    person,
    version,
  }) => {
    const { client, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, version, attempt, { person: person.key });
    const id = Object.values(body)[0] ?? "";
    await sandbox.post("faults", { path: `${restPath[version]}${id}`, times: 3, ...fault.wish });
    const began = Date.now();
    const answer = await client.postJson("/certifications", body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, "provider_unavailable"]);
    expect(Date.now() - began).toBeLessThan(15_000);
    // Whatever faults are left would strike this id only; a healthy PortOne answers in the end.
    await expect(async () => {
      const healthy = await client.postJson("/certifications", body);
      expect([healthy.status, JSON.parse(healthy.text)]).toEqual([
        200,
        { next: "/signup/details" },
      ]);
    }).toPass();
  });
}

test("when PortOne refuses our keys, it is our fault and says so", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  const id = Object.values(body)[0] ?? "";
  await sandbox.post("faults", {
    path: `${restPath[version]}${id}`,
    times: 2,
    status: 401,
    body: { type: "UNAUTHORIZED", code: -1, message: "no", response: null },
  });
  const answer = await client.postJson("/certifications", body);
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([502, "provider_rejected_us"]);
});

test("200 browsers of one person end with one account and no fault", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  test.setTimeout(180_000);
  const browsers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const { client, attempt } = await begin(stack.appUrl);
      const body = await record(sandbox, version, attempt, { person: person.key });
      return { client, attempt, body };
    }),
  );
  const answers = await Promise.all(
    browsers.map(async ({ client, body }) => {
      const confirmed = await client.postJson("/certifications", body);
      if (confirmed.status !== 200) return [confirmed.status, JSON.parse(confirmed.text).code];
      const details = await client.get("/signup/details");
      if (details.status !== 200) return [details.status, details.location];
      const joined = await client.submit(details, "email", {
        email: inventEmail(),
        password: "correct horse battery",
      });
      return [joined.status, joined.location];
    }),
  );
  const tally = new Map<string, number>();
  for (const answer of answers) tally.set(answer.join(" "), (tally.get(answer.join(" ")) ?? 0) + 1);
  expect(tally.get("303 /signup/complete"), JSON.stringify([...tally])).toBe(1);
  expect([...tally.keys()].filter((each) => each.startsWith("5"))).toEqual([]);
  const ids = browsers.map(({ attempt }) => attempt);
  expect(await db.account.count({ where: { attemptId: { in: ids } } })).toBe(1);
});

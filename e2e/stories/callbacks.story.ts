import { begin, idName, record } from "../support/sign-up";
import { expect, test } from "../support/story";

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

for (const fault of [
  { name: "answers 500", options: { status: 500 } },
  { name: "answers 503", options: { status: 503, body: "" } },
  { name: "answers 429", options: { status: 429 } },
  { name: "answers HTML", options: { status: 200, body: "<h1>maintenance</h1>" } },
  { name: "answers half a JSON", options: { status: 200, body: '{"code":0,"resp' } },
  { name: "drops the connection", options: { drop: true } },
  { name: "hangs", options: { delayMs: 30_000, times: 1 } },
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
    await sandbox.post("faults", { path: `${restPath[version]}${id}`, times: 3, ...fault.options });
    const began = Date.now();
    const answer = await client.postJson("/certifications", body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, "provider_unavailable"]);
    expect(Date.now() - began).toBeLessThan(15_000);
    // Remaining faults would affect this id only; in the end PortOne answers.
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

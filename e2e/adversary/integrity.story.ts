import { PlainClient } from "../support/plain-client";
import { expect, inventEmail, test } from "../support/story";
import {
  begin,
  coded,
  idName,
  join,
  password,
  record,
  shownText,
  verify,
} from "../support/sign-up";

/** What the identity of a person rests on. Each attack was seen against a flow of this kind. */

test("attack: name, birth date or CI sent by the browser", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  for (const forged of [
    { name: "홍위조" },
    { birthday: "1980-01-01" },
    { birth: 0 },
    { unique_key: "forged" },
    { ci: "forged" },
    { certified: true },
    { success: true },
    { customer: { id: "x" } },
  ]) {
    const answer = await client.postJson("/certifications", { ...body, ...forged });
    expect(coded(answer), JSON.stringify(forged)).toEqual([400, "invalid_request"]);
  }
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
  });
});

test("attack: verified fields edited in the form", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, attempt } = await verify(place, { person: person.key });
  const forged = {
    name: "홍위조",
    birthDate: "1950-01-01",
    birthYear: "1950",
    unique_key: "forged",
  };
  const email = inventEmail();
  const details = await client.get("/signup/details");
  await client.submit(details, "email", { email, password, attemptId: "x", ...forged });
  const account = await db.account.findUniqueOrThrow({ where: { attemptId: attempt } });
  expect([account.email, account.birthYear]).toEqual([email, 1990]);
  expect((await client.get("/account")).text).toContain("1990-**-**");
});

test("attack: a used id again", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, body } = await join(place, { person: person.key });
  const asked = async () => {
    const calls = await fetch(`${stack.sandboxUrl}/_sandbox/requests`).then((each) => each.text());
    return calls.split(Object.values(body)[0] ?? "").length;
  };
  const before = await asked();
  // The same browser gets the same answer, without another request to PortOne.
  const again = await client.postJson("/certifications", body);
  expect([again.status, JSON.parse(again.text)]).toEqual([200, { next: "/signup/complete" }]);
  const other = await begin(stack.appUrl);
  const replayed = coded(await other.client.postJson("/certifications", body));
  expect(replayed).toEqual(
    version === "v1" ? [409, "verification_used"] : [404, "verification_unknown"],
  );
  expect(await asked()).toBe(before);
});

test("attack: somebody else's id in this browser, by popup and by redirect", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const [victim, thief] = [await begin(stack.appUrl), await begin(stack.appUrl)];
  const body = await record(sandbox, version, victim.attempt, { person: person.key });
  const stolen = await thief.client.postJson("/certifications", body);
  const invented = await thief.client.postJson("/certifications", {
    [idName[version]]: version === "v1" ? "imp_999999999999" : "a".repeat(32),
  });
  // The answer does not reveal that the id exists.
  expect(coded(stolen)).toEqual([404, "verification_unknown"]);
  expect([stolen.status, stolen.text]).toEqual([invented.status, invented.text]);
  const returned = await thief.client.get(
    `/certifications/redirect?${new URLSearchParams(body).toString()}`,
  );
  expect([returned.status, returned.location]).toEqual([303, "/signup?code=verification_unknown"]);
  const own = await victim.client.postJson("/certifications", body);
  expect([own.status, JSON.parse(own.text)]).toEqual([200, { next: "/signup/details" }]);
});

test("attack: an old result, or one from the future", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  const minute = 60_000;
  for (const shift of [-12 * minute, -24 * 60 * minute, 5 * minute]) {
    const { client, attempt } = await begin(stack.appUrl);
    const at = new Date(Date.now() + shift);
    const body = await record(sandbox, version, attempt, { person: person.key, at });
    expect(coded(await client.postJson("/certifications", body)), `${shift}`).toEqual([
      422,
      "verification_stale",
    ]);
  }
});

test("attack: a test result, another store's or another channel's in production (v2)", async ({
  stack,
  sandbox,
  person,
  version,
}) => {
  // V1 does not report the channel of a verification, so only the keys protect there.
  for (const [options, refusal] of [
    [{ channelType: "TEST" }, [422, "verification_test_channel"]],
    [
      { channelKey: "channel-key-11111111-1111-4111-8111-111111111111" },
      [422, "verification_test_channel"],
    ],
    // PortOne gives a store its own verifications only.
    [{ storeId: "store-11111111-1111-4111-8111-111111111111" }, [404, "verification_unknown"]],
  ] as const) {
    const { client, attempt } = await begin(stack.appUrl);
    const body = await record(sandbox, version, attempt, { person: person.key, ...options });
    expect(coded(await client.postJson("/certifications", body)), JSON.stringify(options)).toEqual(
      refusal,
    );
  }
});

test("attack: an unfinished verification that the window calls a success", async ({
  stack,
  sandbox,
  person,
  version,
  db,
}) => {
  const { client, attempt } = await begin(stack.appUrl);
  const options = { person: person.key, outcome: "unfinished" };
  const body = await record(sandbox, version, attempt, options);
  expect(coded(await client.postJson("/certifications", body))).toEqual([
    422,
    "verification_unfinished",
  ]);
  const query = new URLSearchParams({ ...body, success: "true", imp_success: "true" });
  if (version === "v1") {
    const returned = await client.get(`/certifications/redirect?${query.toString()}`);
    expect(returned.location).toBe("/signup?code=verification_unfinished");
  }
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attempt } })).toMatchObject({
    state: "issued",
    personSealed: null,
  });
});

test("attack: a path in the id, to lead our question elsewhere", async ({ stack, version }) => {
  const { client } = await begin(stack.appUrl);
  const name = idName[version];
  const paths = async () => {
    const calls = await fetch(`${stack.sandboxUrl}/_sandbox/requests`).then((each) => each.text());
    return calls.match(/"path":"[^"]*(\.\.|%2e|users\/getToken\?|evil)[^"]*"/gi) ?? [];
  };
  for (const id of [
    "../users/getToken",
    "imp_1/../../users/getToken",
    "imp_1%2f..%2f..",
    "imp_123456789012?evil=1",
    "imp_123456789012#evil",
    "imp_123456789012/../evil",
    "//evil.example/x",
    "imp_１２３４５６７８９",
    "imp_123456789012\n",
    "imp_123456789012\u0000",
  ]) {
    const posted = await client.postJson("/certifications", { [name]: id });
    expect(coded(posted), id).toEqual([400, "invalid_request"]);
    const query = new URLSearchParams({ [name]: id });
    const returned = await client.get(`/certifications/redirect?${query.toString()}`);
    expect([returned.status, returned.location]).toEqual([303, "/signup?code=invalid_request"]);
  }
  expect(await paths()).toEqual([]);
});

test("attack: 200 browsers of one person at once", async ({
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
      if (confirmed.status !== 200) return coded(confirmed);
      const details = await client.get("/signup/details");
      if (details.status !== 200) return [details.status, details.location];
      const joined = await client.submit(details, "email", { email: inventEmail(), password });
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

test("attack: an attempt for another purpose", async ({ stack, sandbox, person, version, db }) => {
  const member = await sandbox.invent({});
  const { email } = await join({ appUrl: stack.appUrl, sandbox, version }, { person: member.key });
  const [account] = await db.account.findMany({ where: { email } });
  for (const [purpose, accountId] of [
    ["recovery", null],
    ["reverification", account?.id ?? null],
  ] as const) {
    const { client, attempt } = await begin(stack.appUrl);
    // As if this browser had begun it for another purpose, with the same cookie.
    const { id, nonceHash, consents, createdAt, expiresAt } = await db.attempt.findUniqueOrThrow({
      where: { id: attempt },
    });
    await db.attempt.delete({ where: { id } });
    await db.attempt.create({
      data: { id, nonceHash, consents: consents ?? [], createdAt, expiresAt, purpose, accountId },
    });
    const body = await record(sandbox, version, attempt, { person: person.key });
    expect(coded(await client.postJson("/certifications", body))).toEqual([401, "attempt_missing"]);
    const details = await client.get("/signup/details");
    expect(details.location).toBe("/signup?code=attempt_missing");
  }
});

test("attack: finding out who is a member", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { email } = await join(place, { person: person.key });
  const tryLogIn = async (address: string) => {
    const client = new PlainClient(stack.appUrl);
    const form = await client.get("/login");
    const answer = await client.submit(form, "email", { email: address, password: "not this one" });
    return [
      answer.status,
      answer.location,
      shownText(answer)
        .replaceAll(/(nonce|value|id|for)="[^"]*"/g, "")
        // The request's own number.
        .replaceAll(/translate="no">[^<]*</g, ""),
    ];
  };
  expect(await tryLogIn(email)).toEqual(await tryLogIn(inventEmail()));
  // Only the same person gets the hint, after PortOne confirmed them, and masked.
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, version, attempt, { person: person.key });
  expect(coded(await client.postJson("/certifications", body))).toEqual([409, "already_joined"]);
  const refused = await client.get("/signup/refused");
  expect(refused.text).toContain("s***@example.com");
  expect(refused.text).not.toContain(email);
});

import { z } from "zod";
import { codes, isCode, type Code } from "@/lib/codes";
import { Authenticator } from "@/lib/passkeys/authenticator.fixture";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { PlainClient } from "../support/plain-client";
import { expect, inventEmail, test } from "../support/story";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import {
  begin,
  coded,
  idName,
  join,
  passTime,
  password,
  record,
  shownText,
  verify,
  type Place,
} from "../support/sign-up";

/** How each code of the callback comes about, its status, and text that its page must show. */
const provoked: Partial<Record<Code, Provocation>> = {
  invalid_request: async ({ appUrl }) => {
    const { client } = await begin(appUrl);
    return { client, body: {} };
  },
  attempt_missing: async ({ appUrl, version }) => {
    const body = { [idName[version]]: version === "v1" ? "imp_123456789" : "abc" };
    return { client: new PlainClient(appUrl), body };
  },
  forbidden_origin: async (place) => {
    const recorded = await recordedFor(place, {});
    return { ...recorded, headers: { origin: "https://evil.example" } };
  },
  under_age: (place) => recordedFor(place, { person: "one-day-too-young" }),
  no_ci: (place) => recordedFor(place, { person: "no-ci" }),
  verification_unknown: async ({ appUrl, version }) => {
    const { client, attempt } = await begin(appUrl);
    const id = version === "v1" ? "imp_123456789" : attempt;
    return { client, body: { [idName[version]]: id } };
  },
  already_joined: async (place) => {
    await join(place, { person: place.person });
    return recordedFor(place, {});
  },
  rejoin_cooldown: async (place) => {
    const { client } = await join(place, { person: place.person });
    await client.submit(await client.get("/account/leave"), "password", { password });
    return recordedFor(place, {});
  },
  attempt_expired: async (place, db) => {
    const recorded = await recordedFor(place, {});
    const data = { expiresAt: new Date(Date.now() - 1_000) };
    await db.attempt.update({ where: { id: recorded.attempt }, data });
    return recorded;
  },
  verification_unfinished: (place) => recordedFor(place, { outcome: "unfinished" }),
  verification_stale: (place) => recordedFor(place, { at: new Date(Date.now() - 3_600_000) }),
  rate_limited: async (place) => {
    const recorded = await recordedFor(place, { outcome: "unfinished" });
    for (let tries = 0; tries < 30; tries += 1) {
      await recorded.client.postJson("/certifications", recorded.body);
    }
    return recorded;
  },
  provider_rejected_us: async (place) => {
    const recorded = await recordedFor(place, {});
    await fault(place, recorded.body, {
      status: 401,
      body: { type: "UNAUTHORIZED", code: -1, message: "no", response: null },
    });
    return recorded;
  },
  provider_unavailable: async (place) => {
    const recorded = await recordedFor(place, {});
    await fault(place, recorded.body, { status: 500 });
    return recorded;
  },
};
const onV1: Partial<Record<Code, Provocation>> = {
  verification_used: async (place) => {
    const { body } = await verify(place, { person: place.person });
    const { client } = await begin(place.appUrl);
    return { client, body };
  },
};
const onV2: Partial<Record<Code, Provocation>> = {
  verification_failed: (place) => recordedFor(place, { outcome: "failed" }),
  verification_test_channel: (place) => recordedFor(place, { channelType: "TEST" }),
};

for (const [only, table] of [
  [null, provoked],
  ["v1", onV1],
  ["v2", onV2],
] as const) {
  for (const [code, provoke] of Object.entries(table)) {
    if (!isCode(code)) throw new Error(`${code} is no code`);
    test(`code: ${code}${only === null ? "" : ` (${only})`}`, async ({
      stack,
      sandbox,
      person,
      version,
      db,
    }) => {
      const place = { appUrl: stack.appUrl, sandbox, version, person: person.key };
      const { client, body, headers } = await provoke(place, db);
      const answer = await client.postJson("/certifications", body, headers);
      expect(coded(answer)).toEqual([codes[code].status, code]);
      const { title, body: why, next } = ko.codes[code];
      const told: unknown = JSON.parse(answer.text);
      expect(told).toEqual({
        code,
        message: `${why} ${next}`,
        next: `${codes[code].next}?code=${code}`,
      });
      const page = await follow(client, `${codes[code].next}?code=${code}`);
      expect(page).toContain(title);
      const english = await follow(client, `${codes[code].next}?code=${code}`, { cookie: "en" });
      expect(english).toContain(en.codes[code].title.replaceAll("'", "&#x27;"));
    });
  }
}

for (const [code, typed] of [
  ["invalid_email", { email: "someone@", password }],
  ["password_too_short", { email: "someone@example.com", password: "short" }],
  ["password_too_long", { email: "someone@example.com", password: "long ".repeat(40) }],
  ["password_too_common", { email: "someone@example.com", password: "password" }],
  ["password_contains_email", { email: "somebody@example.com", password: "somebody-else" }],
  ["password_personal", { email: "someone@example.com", password: "1990-05-05" }],
  ["password_date", { email: "someone@example.com", password: "19850307" }],
  ["password_digits", { email: "someone@example.com", password: "010-8374-2951" }],
  ["password_pattern", { email: "someone@example.com", password: "aaaaaaab" }],
  ["password_guessable", { email: "someone@example.com", password: "dkssudgktpdy" }],
] as const) {
  test(`code: ${code}`, async ({ stack, sandbox, person, version }) => {
    const place = { appUrl: stack.appUrl, sandbox, version };
    const { client } = await verify(place, { person: person.key });
    const form = await client.get("/signup/details");
    const answer = await client.submit(form, "email", typed);
    expect(shownText(answer)).toContain(ko.codes[code].body);
    expect(shownText(answer)).toContain(typed.email);
    expect(answer.text).not.toContain(`value="${typed.password}"`);
    expect((await client.get("/signup/details")).status).toBe(200);
  });
}

for (const [code, query] of [
  ["verification_cancelled", { error_code: "F0000", error_msg: "사용자가 취소하셨습니다" }],
  ["verification_failed", { error_code: "F0000", error_msg: "본인인증 실패" }],
] as const) {
  test(`code: ${code} (v1)`, async ({ stack }) => {
    const { client } = await begin(stack.appUrl);
    const search = new URLSearchParams({ imp_success: "false", ...query }).toString();
    const returned = await client.get(`/certifications/redirect?${search}`);
    expect([returned.status, returned.location]).toEqual([303, `/signup?code=${code}`]);
    expect(await follow(client, returned.location ?? "")).toContain(ko.codes[code].title);
  });
}

test("code: verification_cancelled (v2)", async ({ stack }) => {
  const { client, attempt } = await begin(stack.appUrl);
  const query = { identityVerificationId: attempt, code: "FAILURE", message: "사용자가 취소" };
  const search = new URLSearchParams(query).toString();
  const returned = await client.get(`/certifications/redirect?${search}`);
  expect(returned.location).toBe("/signup?code=verification_cancelled");
  const { title } = ko.codes.verification_cancelled;
  expect(await follow(client, returned.location ?? "")).toContain(title);
});

test("code: link_over", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const token = "a".repeat(43);
  for (const name of ["confirm-email", "revert-email"]) {
    const shown = await client.get(`/link/${name}?token=${token}`);
    expect([shown.status, shownText(shown).includes(ko.codes.link_over.title)]).toEqual([
      200,
      true,
    ]);
    const form = new URLSearchParams();
    const pressed = await client.postForm(`/link/${name}/submit?token=${token}`, form);
    expect(pressed.status).toBe(410);
    expect(shownText(pressed)).toContain(ko.codes.link_over.title);
  }
});

test("code: consent_required", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const answer = await client.submit(await client.get("/signup"), "terms", { terms: "on" });
  expect(shownText(answer)).toContain(ko.consent.missing);
});

test("code: invalid_credentials", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const typed = { email: inventEmail(), password };
  const answer = await client.submit(await client.get("/login"), "email", typed);
  expect(shownText(answer)).toContain(ko.codes.invalid_credentials.body);
  expect(shownText(answer)).toContain(typed.email);
});

test("code: wrong_password", async ({ stack, sandbox, person, version, db }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  await passTime(db, email);
  const form = await client.get("/account/leave");
  const wrong = { currentPassword: "not the password" };
  const answer = await client.submit(form, "currentPassword", wrong);
  expect(answer.status).toBe(codes.wrong_password.status);
  expect(shownText(answer)).toContain(ko.codes.wrong_password.body);
  expect(answer.text).not.toContain("not the password");
  expect((await client.get("/account")).status).toBe(200);
});

test("code: authentication_needed", async ({ stack, sandbox, person, version, db }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  const fresh = await client.get("/account/leave");
  expect(shownText(fresh)).not.toContain(ko.stepUp.password);
  // The page was opened in time, and its button pressed too late.
  await passTime(db, email);
  const answer = await client.submit(fresh, "/account/leave/submit", {});
  expect(answer.status).toBe(codes.authentication_needed.status);
  expect(shownText(answer)).toContain(ko.codes.authentication_needed.body);
  expect(shownText(answer)).toContain(ko.stepUp.password);
  expect((await client.get("/account")).status).toBe(200);
});

test("code: account_suspended", async ({ stack, sandbox, person, version, db }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client, email } = await join(place, { person: person.key });
  await db.account.updateMany({ where: { email }, data: { suspendedAt: new Date() } });
  expect((await client.get("/account")).location).toBe("/login");
  const stranger = new PlainClient(stack.appUrl);
  const form = await stranger.get("/login");
  const guess = await stranger.submit(form, "email", { email, password: "not the password" });
  expect(shownText(guess)).not.toContain(ko.codes.account_suspended.body);
  const answer = await stranger.submit(form, "email", { email, password });
  expect(answer.status).toBe(codes.account_suspended.status);
  expect(shownText(answer)).toContain(ko.codes.account_suspended.body);
});

test("code: passkey_refused", async ({ stack }) => {
  const client = new PlainClient(stack.appUrl);
  const stray = new Authenticator({ origin: stack.appUrl, rpId: "localhost" });
  const { challenge } = await beginPasskey(client, "login");
  const answer = await client.postJson("/passkeys/log-in", {
    answer: stray.use(challenge, "c29tZW9uZQ"),
  });
  expect(coded(answer)).toEqual([codes.passkey_refused.status, "passkey_refused"]);
  expect(answer.text).toContain(ko.codes.passkey_refused.title);
});

test("code: passkey_not_added", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const foreign = new Authenticator({ origin: "https://evil.example", rpId: "evil.example" });
  const { challenge } = await beginPasskey(client, "add");
  const answer = await client.postJson("/passkeys/add", { answer: foreign.make(challenge) });
  expect(coded(answer)).toEqual([codes.passkey_not_added.status, "passkey_not_added"]);
});

test("code: passkey_limit", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const add = async () => {
    const { challenge } = await beginPasskey(client, "add");
    const own = new Authenticator({ origin: stack.appUrl, rpId: "localhost" });
    return client.postJson("/passkeys/add", { answer: own.make(challenge) });
  };
  for (let added = 0; added < 10; added += 1) expect((await add()).status).toBe(200);
  expect(coded(await add())).toEqual([codes.passkey_limit.status, "passkey_limit"]);
});

test("code: last_way_in", async ({ stack, sandbox, person, version }) => {
  const place = { appUrl: stack.appUrl, sandbox, version };
  const { client } = await join(place, { person: person.key });
  const { challenge } = await beginPasskey(client, "add");
  const own = new Authenticator({ origin: stack.appUrl, rpId: "localhost" });
  await client.postJson("/passkeys/add", { answer: own.make(challenge) });
  const list = await client.get("/account/passkeys");
  const page = /\/account\/passkeys\/one\?passkey=\w+/.exec(list.text)?.[0] ?? "";
  const form = await client.get(page);
  const answer = await client.submit(form, "currentPassword", { currentPassword: "" });
  expect(answer.status).toBe(codes.last_way_in.status);
  expect(shownText(answer)).toContain(ko.codes.last_way_in.body);
});

/** What a page's script asks for before a passkey. */
async function beginPasskey(client: PlainClient, purpose: string): Promise<{ challenge: string }> {
  const { text } = await client.postJson("/passkeys/begin", { purpose });
  return optionsSchema.parse(JSON.parse(text)).options;
}

const optionsSchema = z.object({ options: z.object({ challenge: z.string() }) });

/** Follows redirects to the page that an answer names. */
async function follow(
  client: PlainClient,
  path: string,
  { cookie }: { cookie?: string } = {},
): Promise<string> {
  if (cookie !== undefined) client.cookies.set("locale", cookie);
  let page = await client.get(path);
  for (let hops = 0; page.location !== null && hops < 5; hops += 1) {
    page = await client.get(page.location);
  }
  expect(page.status).toBe(200);
  return shownText(page);
}

async function recordedFor(place: Provoked, options: Partial<Parameters<typeof record>[3]>) {
  const { client, attempt } = await begin(place.appUrl);
  const { sandbox, version } = place;
  const body = await record(sandbox, version, attempt, { person: place.person, ...options });
  return { client, attempt, body };
}

async function fault({ sandbox, version }: Place, body: Record<string, string>, options: object) {
  const path = { v1: "/certifications/", v2: "/identity-verifications/" }[version];
  const id = Object.values(body)[0] ?? "";
  await sandbox.post("faults", { path: `${path}${id}`, times: 3, ...options });
}

type Provoked = Place & { person: string };
type Provocation = (
  place: Provoked,
  db: PrismaClient,
) => Promise<{
  client: PlainClient;
  body: Record<string, string>;
  headers?: Record<string, string>;
}>;

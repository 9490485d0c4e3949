import { z } from "zod";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { PlainClient } from "../support/plain-client";
import { startCollector } from "../support/servers/collector";
import { begin, password, record } from "../support/sign-up";
import { startStack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";
import { Canary } from "./canary";

const traits = { name: "홍카나리아", phone: "01000007777", birthday: "1987-07-17" };
const email = "canary-bird-2@example.com";

test("attack: a trace that carries somebody off (v1)", async () => {
  test.setTimeout(120_000);
  const collector = await startCollector();
  const stack = await startStack({
    version: "v1",
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_EXPORTER_OTLP_HEADERS: "x-key=of%20a%20story",
      DRAIN_SECONDS: "1",
    },
  });
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const person = await sandbox.invent(traits);
  const cast = await fetch(`${stack.sandboxUrl}/_sandbox/people`).then((answer) => answer.json());
  const { ci, di } = castSchema.parse(cast).find(({ key }) => key === person.key) ?? {};
  if (!ci || !di) throw new Error("The canary has no CI");

  // Whatever anybody may write into an address or a header.
  const written = new URLSearchParams({ ...traits, email, imp_uid: "imp_000000000042" });
  const stranger = new PlainClient(stack.appUrl);
  const upstream = "4bf92f3577b34da6a3ce929d0e0e4736";
  for (const path of [
    "/",
    "/signup",
    "/login",
    "/nowhere",
    "/admin/people",
    "/certifications/redirect",
  ]) {
    await stranger.get(`${path}?${written.toString()}`, {
      traceparent: `00-${upstream}-00f067aa0ba902b7-00`,
      tracestate: `name=${traits.phone}`,
      baggage: `birthday=${traits.birthday}`,
      "user-agent": email,
      referer: `https://elsewhere.example.com/${traits.phone}`,
    });
  }
  for (const path of [
    `/${traits.phone}`,
    `/admin/people/${traits.phone}`,
    `/link/${email}`,
    `/${encodeURIComponent(traits.name)}`,
  ]) {
    await stranger.get(path);
  }

  // An error of PortOne that quotes them, then joining, a wrong password, and an administrator who looks.
  const { client, attempt } = await begin(stack.appUrl);
  const body = await record(sandbox, "v1", attempt, { person: person.key });
  await sandbox.post("faults", {
    path: "/certifications/imp",
    status: 500,
    times: 3,
    body: { message: `no ${traits.name} ${traits.phone} ${ci}`, code: -1, response: null },
  });
  await client.postJson("/certifications", body);
  expect((await client.postJson("/certifications", body)).status).toBe(200);
  const details = await client.get("/signup/details");
  const joined = await client.submit(details, "email", { email, password });
  expect(joined.location).toBe("/signup/complete");
  await client.get("/account");
  await client.get("/account/data");
  const login = await stranger.get("/login");
  await stranger.submit(login, "email", { email, password: "not the password" });
  const desk = new PlainClient(stack.appUrl);
  await desk.submit(await desk.get("/admin/login"), "email", {
    email: sampleAdministrator.email,
    password: sampleAdministrator.password,
  });
  const people = await desk.get("/admin/people");
  const member = /\/admin\/people\/[A-Za-z0-9-]{10,}/.exec(people.text)?.[0] ?? "";
  expect((await desk.get(member)).status).toBe(200);

  // What is under way when the server is asked to stop is sent, too.
  const exit = stack.terminate();
  await client.get("/account");
  expect(await exit).toBe(143);
  await collector.close();

  const { spans } = collector;
  const cookies = [client, stranger, desk].flatMap(({ cookies }) => [...cookies.values()]);
  const secrets = [...Object.values(traits), "19870717", "010-0000-7777", email, ci, di];
  const canary = new Canary([
    ...secrets,
    ...Object.values(body),
    "imp_000000000042",
    ...cookies.filter((value) => value.length > 8),
    member.slice(-10),
    attempt,
  ]);
  for (const sent of collector.bodies) canary.look("a trace", sent);
  expect(canary.leaks).toEqual([]);
  expect(collector.bodies.join("")).not.toMatch(/\?|@|cookie|user.agent|127\.0\.0\.1|localhost/i);
  expect(collector.headers.every((headers) => headers["x-key"] === "of a story")).toBe(true);

  // And yet they say what happened.
  const names = new Set(spans.map(({ name }) => name));
  for (const name of [
    ...[
      "GET /signup",
      "POST /certifications",
      "POST /signup/details/submit",
      "GET /admin/people/[id]",
    ],
    ...["database hold_at_once", "database confirm_stranger", "PortOne"],
  ]) {
    expect([...names]).toContain(name);
  }
  const exchange = spans.find(
    ({ name, attributes }) =>
      name === "POST /certifications" && attributes.get("http.status_code") === "200",
  );
  const parts = spans.filter(({ traceId }) => traceId === exchange?.traceId);
  expect(parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["database hold_at_once", "PortOne", "database confirm_stranger"]),
  );
  expect(parts.find(({ name }) => name === "PortOne")?.attributes.get("outcome")).toBe("verified");
  expect(spans.some(({ attributes }) => attributes.get("code") === "provider_unavailable")).toBe(
    true,
  );
  expect(spans.filter(({ name }) => name === "GET /account")).toHaveLength(2);
  // A proxy's trace goes on here, and its wish not to be kept does not count.
  expect(spans.some(({ traceId }) => traceId === upstream)).toBe(true);
  expect(
    parts.every(
      ({ parentSpanId }) =>
        parentSpanId === undefined || parts.some(({ spanId }) => spanId === parentSpanId),
    ),
  ).toBe(true);
  await stack.close();
});

test("a collector that is away costs a line of the log, and nobody else (v1)", async () => {
  const stack = await startStack({
    version: "v1",
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" },
  });
  const client = new PlainClient(stack.appUrl);
  for (let times = 0; times < 20; times += 1) {
    expect((await client.get("/login")).status).toBe(200);
  }
  await expect
    .poll(() => stack.output(), { timeout: 15_000 })
    .toMatch(/"level":40[^\n]*"event":"traces_lost","reason":"connection"/);
  // Two more turns, each of which fails.
  await client.get("/login");
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  expect(stack.output().match(/traces_lost/g)).toHaveLength(1);
  const began = Date.now();
  expect(await stack.terminate()).toBe(143);
  expect(Date.now() - began).toBeLessThan(3_000);
  await stack.close();
});

const castSchema = z.array(
  z.object({ key: z.string(), ci: z.string().nullable(), di: z.string().nullable() }),
);

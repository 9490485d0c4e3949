import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Pool, type Dispatcher } from "undici";
import { z } from "zod";
import { openDatabase } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { PlainClient } from "../support/plain-client";
import type { Stack } from "../support/stack";
import { SandboxControl } from "../support/story";
import { fuzzedRequests, type FuzzedRequest, type KnownForms } from "./fuzz-requests";
import { begin, join, verify, type Version } from "../support/sign-up";

const together = 40;
const lanes = 2;

/**
 * Sends malformed requests to a running product. There must be no 5xx, no redirect to another site
 * and no unexpected row, and the product must still work afterwards.
 * @throws Error with the seed and the shrunk request.
 */
export async function fuzz(stack: Stack, version: Version, options: FuzzOptions): Promise<void> {
  const place = { appUrl: stack.appUrl, sandbox: new SandboxControl(stack.sandboxUrl), version };
  const known = await learnForms(stack.appUrl, await standAtEveryStep(place));
  const db = openDatabase(stack.databaseUrl);
  // A redirect repeats a long query.
  const pool = new Pool(stack.appUrl, { connections: 16, maxHeaderSize: 128 * 1024 });
  const before = await countRows(db);
  let done = 0;
  const crowds = fc.array(fuzzedRequests(known), { minLength: together, maxLength: together });
  const property = fc.asyncProperty(crowds, async (requests) => {
    await Promise.all(requests.map((request) => requireHarmless(pool, stack.appUrl, request)));
    options.progress?.((done += requests.length));
  });
  try {
    const { requests, seed = Date.now() % 2 ** 31 } = options;
    const numRuns = Math.ceil(requests / together / lanes);
    // While one lane's requests are answered, the next lane's are generated.
    const seeds = Array.from({ length: lanes }, (_, lane) => seed + lane);
    await Promise.all(seeds.map((each) => fc.assert(property, { numRuns, seed: each })));
    requireNoMore(before, await countRows(db));
    const person = await place.sandbox.invent({});
    await join(place, { person: person.key });
  } finally {
    await pool.close();
    await db.$disconnect();
  }
}

async function requireHarmless(
  pool: Pool,
  appUrl: string,
  { method, path, headers, body }: FuzzedRequest,
) {
  // undici knows the usual methods by type; a server meets others too.
  const call = { method: method as "GET", path, headers, body };
  const { statusCode, headers: answered, body: text } = await send(pool, call);
  await text.dump();
  if (statusCode >= 500) throw new Error(`${method} ${path} was answered ${statusCode}`);
  const { location } = answered;
  // A request by another name of the site is redirected to APP_URL.
  const to = String(location ?? "/").replace(appUrl, "");
  if (!/^\/(?![/\\])/.test(to)) {
    throw new Error(`${method} ${path} leads to ${String(location)}`);
  }
}

/**
 * A body that is refused before its end may end the connection, and a connection that was idle for too
 * long may be closed at the very moment of its next use: neither says anything of the request.
 */
async function send(pool: Pool, call: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await pool.request(call);
    } catch (error) {
      const { code } = z.object({ code: z.string() }).catch({ code: "" }).parse(error);
      if (tries === 3 || !["ECONNRESET", "UND_ERR_SOCKET", "EPIPE"].includes(code)) throw error;
    }
  }
}

/** Rows that malformed requests must not create. They may begin attempts, but none may move on. */
async function countRows(db: PrismaClient): Promise<Record<string, number>> {
  return {
    accounts: await db.account.count(),
    consents: await db.consent.count(),
    sessions: await db.session.count(),
    administratorSessions: await db.administratorSession.count(),
    guardianConsents: await db.guardianConsent.count(),
    moved: await db.attempt.count({ where: { state: { notIn: ["issued", "expired"] } } }),
  };
}

/** A valid logout may end a session, so only an increase is an error. */
function requireNoMore(before: Record<string, number>, after: Record<string, number>): void {
  const grown = Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
  if (grown.length > 0) throw new Error(`there are more ${grown.join(", ")}`);
}

/** Browsers before, in the middle of and after a sign-up. */
async function standAtEveryStep(place: Parameters<typeof verify>[0]): Promise<PlainClient[]> {
  const [ready, joined] = [await place.sandbox.invent({}), await place.sandbox.invent({})];
  const { client: begun } = await begin(place.appUrl);
  const { client: verified } = await verify(place, { person: ready.key });
  const { client: member } = await join(place, { person: joined.key });
  return [new PlainClient(place.appUrl), begun, verified, member];
}

/** All pages and handlers of the build, so that new ones are included. */
function readRoutes() {
  const manifest = readFileSync(".next/app-path-routes-manifest.json", "utf8");
  const routes = Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(manifest)));
  const ending = (kind: string) =>
    routes.filter(([file]) => file.endsWith(kind)).map(([, address]) => address);
  return { pages: ending("/page"), handlers: ending("/route") };
}

/** Paths, hidden fields and field names of the forms in the pages. */
async function learnForms(origin: string, clients: PlainClient[]): Promise<KnownForms> {
  const { pages, handlers } = readRoutes();
  const texts = await Promise.all(
    clients.flatMap((client) => pages.map(async (page) => (await client.get(page)).text)),
  );
  const html = texts.join("\n");
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1] ?? "",
    value: (/value="([^"]*)"/.exec(input)?.[1] ?? "").replaceAll("&quot;", '"'),
  }));
  const hidden = inputs.filter(({ value }) => value !== "");
  const fields = inputs.map(({ name }) => name).filter((name) => /^[a-z]/.test(name));
  return {
    origin,
    pages: ["/", ...pages],
    handlers: ["/certifications", ...handlers],
    cookies: clients.map(({ cookies }) =>
      [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    ),
    fields: ["email", ...new Set(fields)],
    hidden: [["locale", "xx"], ...hidden.map(({ name, value }): [string, string] => [name, value])],
  };
}

export type FuzzOptions = { requests: number; seed?: number; progress?: (done: number) => void };

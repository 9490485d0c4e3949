import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { passwordCosts } from "@/lib/crypto/password";
import { startStack } from "@/e2e/support/stack";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { peersTables, prepareBrowsers, type Browser } from "./browsers";
import { ownNextServers } from "./processes";
import { startMinimalNext, startPeer, type Program } from "./programs";
import type { Outgoing } from "./slices";

const secret = randomBytes(32).toString("hex");

/** What does not do our work, or does the least of it, on a database of their own. */
export async function startPeers(portOneUrl: string, closing: Closing): Promise<Contender[]> {
  const { url, client } = await openRealDatabase(closing);
  await client.query(peersTables);
  const env = {
    DATABASE_URL: url,
    PORTONE_API_URL: portOneUrl,
    SESSION_SECRETS: secret,
    ARGON2_COSTS: Object.values(passwordCosts).join(),
  };
  let last = 0;
  const withoutCookie = async (count: number) =>
    Array.from({ length: count }, () => {
      last += 1;
      return exchangeOf({ number: `${last}`.padStart(12, "0"), cookie: "" }, {});
    });
  const browsers = browserMaker(client, { table: "bench_attempts" });
  const withCookie = async (count: number) =>
    (await browsers(count)).map((browser) => exchangeOf(browser, {}));
  const contender = async (name: string, starting: Promise<Program>, work: Work) => {
    const { close, ...program } = await starting;
    closing.push(close);
    return { name, ...program, ...work };
  };
  return [
    await contender(floors.exchange, startPeer("bare", env), { exchanges: withoutCookie }),
    await contender("PortOne's Express handler", startPeer("express", env), {
      exchanges: withoutCookie,
    }),
    await contender("node:http, defended", startPeer("defended", env), { exchanges: withCookie }),
    await contender("Next route, bare", startMinimalNext(env), { exchanges: withoutCookie }),
    await contender(floors.signUp, startPeer("sign-up", env), {
      signUps: async (count) => inventSignUps(count, {}),
    }),
    await contender("better-auth", startPeer("better-auth", env), {
      signUps: async (count) => inventSignUpsOfBetterAuth(count),
    }),
  ];
}

/** Our production build; `directory`: of another one. */
export async function startOurs(
  portOneUrl: string,
  closing: Closing,
  { directory, settings }: { directory?: string; settings?: Record<string, string> } = {},
): Promise<Contender> {
  const { url, client } = await openRealDatabase(closing);
  const others = ownNextServers();
  const stack = await startStack({
    version: "v1",
    databaseUrl: url,
    settings: { SESSION_SECRETS: secret, PORTONE_API_URL: portOneUrl, ...settings },
  });
  closing.push(stack.close);
  if (directory !== undefined) {
    await stack.kill();
    await stack.restart(directory);
  }
  const [pid = 0] = ownNextServers().filter((each) => !others.includes(each));
  const former = directory !== undefined && !existsSync(join(directory, sealOfNow));
  const browsers = browserMaker(client, { table: "attempts", former });
  const confirmed: Browser[] = [];
  const headers = { origin: stack.appUrl, "sec-fetch-site": "same-origin" };
  return {
    name: directory === undefined ? "ours" : `${otherBuild}${directory}`,
    origin: stack.listensAt,
    pid,
    databaseUrl: url,
    exchanges: async (count) =>
      (await browsers(count)).map((browser) => ({
        ...exchangeOf(browser, headers),
        expected: "/signup/details",
        answered: () => confirmed.push(browser),
      })),
    signUps: async (count) =>
      inventSignUps(Math.min(count, confirmed.length), headers).map((signUp) => {
        const { cookie = "" } = confirmed.pop() ?? {};
        return { ...signUp, call: { ...signUp.call, headers: { ...signUp.call.headers, cookie } } };
      }),
    commits: async () => {
      // Sessions that are at work report once a second.
      await new Promise((go) => setTimeout(go, 1_500));
      const { rows } = await client.query<{ commits: string }>(
        "SELECT xact_commit AS commits FROM pg_stat_database WHERE datname = current_database()",
      );
      return Number(rows[0]?.commits ?? Number.NaN);
    },
  };
}

/** A build without it knows the former seal of cookies alone. */
const sealOfNow = "lib/crypto/sealed-cookie.ts";
export const otherBuild = "ours, of ";
export const floors = { exchange: "node:http, bare", signUp: "node:http, bare sign-up" } as const;

async function openRealDatabase(closing: Closing) {
  const real = await createRealDatabase();
  if (real === null) throw new Error("The real PostgreSQL is gone");
  const client = new Client({ connectionString: real.url });
  await client.connect();
  closing.push(async () => {
    await client.end();
    await real.drop();
  });
  return { url: real.url, client };
}

/** Numbers each browser of one database anew. */
function browserMaker(
  client: Client,
  { table, former = false }: { table: "attempts" | "bench_attempts"; former?: boolean },
) {
  let made = 0;
  return async (count: number): Promise<Browser[]> => {
    const from = made;
    made += count;
    return prepareBrowsers(client, { table, from, count, secret, former });
  };
}

function exchangeOf({ number, cookie }: Browser, headers: Record<string, string>): Outgoing {
  return {
    call: {
      method: "POST",
      path: "/certifications",
      headers: { "content-type": "application/json", ...(cookie && { cookie }), ...headers },
      body: JSON.stringify({ imp_uid: `imp_${number}` }),
    },
    expected: '"next":',
  };
}

function inventSignUpsOfBetterAuth(count: number): Outgoing[] {
  return Array.from({ length: count }, () => ({
    call: {
      method: "POST",
      path: "/api/auth/sign-up/email",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "홍길동", email: inventEmail(), password }),
    },
    expected: '"user"',
  }));
}

const password = "correct horse battery";

function inventEmail(): string {
  return `bench-${randomBytes(9).toString("hex")}@example.com`;
}

function inventSignUps(count: number, headers: Record<string, string>): Outgoing[] {
  return Array.from({ length: count }, () => ({
    call: {
      method: "POST",
      path: "/signup/details/submit",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
        ...headers,
      },
      body: `${new URLSearchParams({
        email: inventEmail(),
        password,
      })}`,
    },
    expected: "/signup/complete",
  }));
}

/** Each makes requests that have not been sent yet. */
type Work = {
  exchanges?: (count: number) => Promise<Outgoing[]>;
  /** No more than exchanges were answered before. */
  signUps?: (count: number) => Promise<Outgoing[]>;
};
export type Contender = Work & {
  name: string;
  origin: string;
  pid: number;
  /** Of ours. */
  databaseUrl?: string;
  /** Transactions of its database so far. */
  commits?: () => Promise<number>;
};
/** What is to be done at the end, the last first. */
export type Closing = (() => Promise<void>)[];

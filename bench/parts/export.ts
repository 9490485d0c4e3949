import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { z } from "zod";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { exportColumns } from "@/lib/exports/rows";
import { startStack } from "@/e2e/support/stack";
import { migrate } from "@/prisma/engine/migrate";
import { seedMembers } from "@/prisma/seeding/seed";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { memoryAtRest, watchMemory } from "../memory";
import { ownNextServers } from "../processes";

/**
 * Memory of the server's process (VmRSS, everything that the kernel counts as its own) while all people are taken
 * out with every column, beside what it holds at rest once it has done everything of this before: pages, one after
 * the other, and a small export. Nothing else is asked of it meanwhile.
 */
export async function benchExport(accounts: number): Promise<ExportFigures | null> {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT MEASURED: the export. No PostgreSQL answers at TEST_POSTGRES_URL.");
    return null;
  }
  try {
    const keys = { CI_SEAL_KEYS: key(), CI_INDEX_KEYS: key() };
    await seed(real.url, accounts, keys);
    return await measureExport(real.url, keys);
  } finally {
    await real.drop();
  }
}

export async function seed(url: string, accounts: number, keys: Keys): Promise<void> {
  await migrate(url);
  await seedMembers(url, accounts, {
    keys: {
      sealKeys: parseKeyRing(keys.CI_SEAL_KEYS),
      indexKeys: parseKeyRing(keys.CI_INDEX_KEYS),
      duplicateKey: "ci",
    },
    now: new Date(),
    progress: () => {},
  });
}

export async function measureExport(url: string, keys: Keys): Promise<ExportFigures> {
  const closing: (() => Promise<void>)[] = [];
  try {
    const stack = await startStack({ version: "v1", databaseUrl: url, settings: keys });
    closing.push(stack.close);
    const [pid = 0] = ownNextServers();
    const client = new Client({ connectionString: url });
    await client.connect();
    closing.push(() => client.end());
    await client.query("ANALYZE");
    const desk = await logIn(stack.listensAt);
    await warmUp(stack.listensAt, desk);
    await exportPeople(desk, client, { from: await dayOfNewest(client, few) });
    await new Promise((go) => setTimeout(go, settling));
    const idleMb = await memoryAtRest(pid, settling);
    const watch = watchMemory(pid);
    const began = performance.now();
    const rows = await exportPeople(desk, client, {});
    const seconds = (performance.now() - began) / 1_000;
    const { highest, middle } = watch.stop();
    const afterMb = await memoryAtRest(pid, settling);
    return { rows, seconds, idleMb, highestMb: highest, middleMb: middle, afterMb };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

/** At least so many are in the export that warms up. */
const few = 5_000;
const settling = 10_000;
const key = () => `bench:${randomBytes(32).toString("base64")}`;

/** The sample administrator, an owner; `send`: a form of theirs. */
async function logIn(origin: string): Promise<Desk> {
  const jar = new Map<string, string>();
  const send = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(`${origin}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { origin, "sec-fetch-site": "same-origin", cookie: cookieOf(jar) },
      body: new URLSearchParams(fields),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}: ${text}`);
  };
  const { email, password } = sampleAdministrator;
  await send("/admin/login/submit", { email, password });
  const cookie = () => cookieOf(jar);
  const page = await fetch(`${origin}/admin/exports`, { headers: { cookie: cookie() } });
  const [, owner = ""] = /name="owner" value="([^"]+)"/.exec(await page.text()) ?? [];
  return { send: (path, fields) => send(path, { ...fields, owner }), cookie };
}

function cookieOf(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** As one administrator does in an hour, a page after the other: no load, under which the heap would have grown already. */
const pages = { count: 60, at: ["/admin/people", "/admin", "/admin/exports", "/admin/audit"] };

async function warmUp(origin: string, desk: Desk): Promise<void> {
  for (let asked = 0; asked < pages.count; asked += 1) {
    const path = pages.at[asked % pages.at.length] ?? "/admin";
    const answer = await fetch(`${origin}${path}`, { headers: { cookie: desk.cookie() } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  }
}

/** The day from which on so many have joined. */
async function dayOfNewest(client: Client, count: number): Promise<string> {
  const { rows } = await client.query(
    "SELECT min(created_at)::date::text AS day FROM (SELECT created_at FROM accounts ORDER BY created_at DESC LIMIT $1) AS newest",
    [count],
  );
  return z.tuple([z.object({ day: z.string() })]).parse(rows)[0].day;
}

/** Asks for the file, has it made and waits until it is. Resolves with its rows. */
async function exportPeople(
  { send }: Desk,
  client: Client,
  range: { from?: string },
): Promise<number> {
  const columns = exportColumns.people.map((name) => [`column_${name}`, "on"]);
  await send("/admin/exports/request?kind=people", {
    ...Object.fromEntries(columns),
    ...range,
    ...{ kind: "people", ceiling: "1000000", purpose: "to measure it" },
  });
  const newest = async () => {
    const { rows } = await client.query(
      "SELECT id, state::text AS state, rows, fault FROM exports ORDER BY created_at DESC LIMIT 1",
    );
    return z.tuple([exportRow]).parse(rows)[0];
  };
  const { id } = await newest();
  await send("/admin/exports/make", { id });
  for (;;) {
    const { state, rows, fault } = await newest();
    if (state === "made") return rows;
    if (state !== "making") throw new Error(`The export is ${state}: ${fault ?? "unknown"}`);
    await new Promise((go) => setTimeout(go, 200));
  }
}

const exportRow = z.object({
  id: z.string(),
  state: z.string(),
  rows: z.number(),
  fault: z.string().nullable(),
});

/** The figures as rows of bench/results.json. */
export function exportFigureRows(figures: ExportFigures) {
  const { rows, seconds, idleMb, highestMb, middleMb, afterMb } = figures;
  const mb = (what: string, value: number) => ({
    ...{ what: `export of ${rows} people, server's memory ${what}`, value, unit: "MB" },
    ratio: null,
  });
  return [
    mb("at rest before", idleMb),
    mb("at its highest", highestMb),
    mb("in the middle of its readings", middleMb),
    mb("at rest after", afterMb),
    mb("at its highest, over rest", highestMb - idleMb),
    { what: `export of ${rows} people`, value: rows / seconds, unit: "rows/s", ratio: null },
  ];
}

type Desk = {
  send: (path: string, fields: Record<string, string>) => Promise<void>;
  cookie: () => string;
};
type Keys = { CI_SEAL_KEYS: string; CI_INDEX_KEYS: string };
export type ExportFigures = {
  rows: number;
  seconds: number;
  idleMb: number;
  highestMb: number;
  middleMb: number;
  afterMb: number;
};

import { randomInt } from "node:crypto";
import { openDatabase } from "@/lib/db";
import { holdLifetime } from "@/lib/verification/provider-id-hold";
import { PlainClient } from "../support/plain-client";
import { startStack, type Stack } from "../support/stack";
import { inventEmail, SandboxControl } from "../support/story";
import { begin, password, record } from "../support/sign-up";

const browsersPerPerson = 2;
const people = 3;

/**
 * Kills and restarts the server at random moments while people join, several browsers each. No
 * acknowledged account may be lost, nobody may have two, and every browser must be able to finish.
 */
export async function killServers({
  databaseUrl,
  kills,
  progress,
}: KillOptions): Promise<KillReport> {
  const stack = await startStack({
    version: "v1",
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  const db = openDatabase(stack.databaseUrl);
  const report: KillReport = { kills: 0, cut: 0, acknowledged: 0 };
  try {
    while (report.kills < kills) {
      const ways = await beginCrowd(stack);
      await Promise.all([
        Promise.all(ways.map((way) => walk(way).catch(() => (report.cut += 1)))),
        killSoon(stack),
      ]);
      report.acknowledged += ways.filter(({ end }) => end === "joined").length;
      await stack.restart();
      report.kills += 1;
      progress?.(report.kills);
      await finish(ways);
      await requireNothingLost(db, ways);
    }
    const before = new Date(Date.now() - holdLifetime);
    const stuck = await db.attempt.count({
      where: { state: "confirming", heldAt: { lt: before } },
    });
    if (stuck > 0) throw new Error(`${stuck} attempts are stuck`);
    return report;
  } finally {
    await db.$disconnect();
    await stack.close();
  }
}

/** A few people with several browsers each, all consented and recorded at PortOne. */
async function beginCrowd(stack: Stack): Promise<Way[]> {
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const crowd = await Promise.all(Array.from({ length: people }, () => sandbox.invent({})));
  return Promise.all(
    crowd
      .flatMap((person) => Array<typeof person>(browsersPerPerson).fill(person))
      .map(async (person) => {
        const { client, attempt } = await begin(stack.appUrl);
        const body = await record(sandbox, "v1", attempt, { person: person.key });
        return { client, attempt, body, person: person.key, email: inventEmail(), end: null };
      }),
  );
}

/** From the callback to the account. Throws if the connection breaks. */
async function walk(way: Way): Promise<void> {
  const confirmed = await way.client.postJson("/certifications", way.body);
  if (confirmed.status >= 500) throw new Error(`answered ${confirmed.status}`);
  if (confirmed.status !== 200) {
    way.end = "refused";
    return;
  }
  const details = await way.client.get("/signup/details");
  if (details.location === "/signup/complete") way.end = "joined";
  if (details.location === "/signup/refused") way.end = "refused";
  if (details.status !== 200) return;
  const joined = await way.client.submit(details, "email", { email: way.email, password });
  if (joined.location === "/signup/complete") way.end = "joined";
  if (joined.location === "/signup/refused") way.end = "refused";
}

/** In the same browser after the restart; nobody waits much longer than a hold lives. */
async function finish(ways: Way[]): Promise<void> {
  const end = Date.now() + holdLifetime + 10_000;
  for (let left = ways; left.length > 0; left = ways.filter((way) => way.end === null)) {
    if (Date.now() > end) throw new Error(`${left.length} browsers cannot go on`);
    await Promise.all(
      left.filter((way) => way.end === null).map((way) => walk(way).catch(() => null)),
    );
    await new Promise((go) => setTimeout(go, 500));
  }
}

/** Everybody has one account, and whoever got that answer can log in. */
async function requireNothingLost(db: ReturnType<typeof openDatabase>, ways: Way[]): Promise<void> {
  const joined = ways.filter((way) => way.end === "joined");
  for (const key of new Set(ways.map(({ person }) => person))) {
    const own = ways.filter((way) => way.person === key);
    const ids = own.map(({ attempt }) => attempt);
    const count = await db.account.count({ where: { attemptId: { in: ids } } });
    if (count !== 1) throw new Error(`a person has ${count} accounts`);
  }
  for (const { attempt } of joined) {
    const account = await db.account.findUnique({ where: { attemptId: attempt } });
    if (account === null) throw new Error("an acknowledged account is lost");
  }
  const [first] = joined;
  if (first === undefined) throw new Error("nobody joined");
  const account = await db.account.findUniqueOrThrow({ where: { attemptId: first.attempt } });
  const fresh = new PlainClient(first.client.origin);
  const typed = { email: account.email, password };
  const answer = await fresh.submit(await fresh.get("/login"), "email", typed);
  if (answer.location !== "/account") throw new Error("an acknowledged member cannot log in");
}

async function killSoon(stack: Stack): Promise<void> {
  await new Promise((go) => setTimeout(go, randomInt(0, 2_500)));
  await stack.kill();
}

type KillOptions = {
  /** If absent, an embedded database. */
  databaseUrl?: string;
  kills: number;
  progress?: (done: number) => void;
};
/** `cut`: browsers interrupted by a kill; `acknowledged`: those that had joined before it. */
export type KillReport = { kills: number; cut: number; acknowledged: number };
type Way = {
  client: PlainClient;
  attempt: string;
  body: Record<string, string>;
  person: string;
  email: string;
  end: "joined" | "refused" | null;
};

import { openDatabase } from "@/lib/db";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { startPooler } from "@/sandbox/database/pooler.fixture";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { freePort } from "../support/free-port";
import { mailsTo, mailTo } from "../support/mail";
import { PlainClient } from "../support/plain-client";
import { startBalancer } from "../support/servers/balancer";
import { begin, join, password, record, verifyToRecover, type Place } from "../support/sign-up";
import { startStack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";

const newPassword = "quite another battery";

/** A real PostgreSQL and a real PgBouncer in transaction mode, as far as they are there. */
async function startDatabases() {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT RUN on a real PostgreSQL, nor through PgBouncer: the embedded one instead.");
    return { options: {}, close: () => Promise.resolve() };
  }
  const pooler = await startPooler(real.url);
  if (pooler === null) console.log("NOT RUN through PgBouncer: it is not at /usr/sbin/pgbouncer.");
  // Migrations go past the pooler, the servers and their jobs through it.
  const through = pooler === null ? {} : { DATABASE_URL: pooler.url };
  // The same database by a session that can write nothing, as a replica's.
  const settings = { ...through, DATABASE_REPLICA_URL: real.url };
  return {
    options: { databaseUrl: real.url, settings },
    close: async () => {
      await pooler?.close();
      await real.drop();
    },
  };
}

test("two servers are one site: each request goes to the other than the last (v1)", async () => {
  test.setTimeout(180_000);
  const databases = await startDatabases();
  const publicPort = await freePort();
  const stack = await startStack({ version: "v1", publicPort, ...databases.options });
  const other = await stack.startAnother();
  const addresses = [stack.listensAt, other.listensAt];
  const balancer = await startBalancer(publicPort, () => addresses);
  const sandbox = new SandboxControl(stack.sandboxUrl);
  const place: Place = { appUrl: stack.appUrl, sandbox, version: "v1" };
  const db = openDatabase(stack.databaseUrl);
  const logIn = async (email: string, typed: string) => {
    const client = new PlainClient(stack.appUrl);
    const answer = await client.submit(await client.get("/login"), "email", {
      email,
      password: typed,
    });
    return { client, answer };
  };
  try {
    await test.step("a crowd joins, and each mail goes out once", async () => {
      const crowd = await Promise.all(Array.from({ length: 6 }, () => sandbox.invent({})));
      const joined = await Promise.all(crowd.map(({ key }) => join(place, { person: key })));
      for (const { email } of joined) await mailTo(stack.sandboxUrl, email);
      await expect.poll(() => db.mail.count({ where: { state: "waiting" } })).toBe(0);
      for (const { email } of joined) {
        const subjects = (await mailsTo(stack.sandboxUrl, email)).map(({ subject }) => subject);
        expect(subjects).toHaveLength(new Set(subjects).size);
      }
      expect(new Set(balancer.taken())).toEqual(new Set(addresses));
    });

    await test.step("one person on both at once has one account", async () => {
      const { key } = await sandbox.invent({});
      const tries = await Promise.allSettled([1, 2].map(() => join(place, { person: key })));
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    const { key } = await sandbox.invent({});
    const { client, email } = await join(place, { person: key });
    const login = await logIn(email, password);
    await test.step("a login that ends on one is over on the other", async () => {
      expect(login.answer.location).toBe("/account");
      const sessions = await client.get("/account/sessions");
      await client.submit(sessions, "/account/sessions/submit", { end: "everywhere" });
      for (const browser of [login.client, client, login.client, client]) {
        expect((await browser.get("/account")).location).toBe("/login");
      }
    });

    await test.step("a new password is the only one on both", async () => {
      const { client: forgetful, form } = await verifyToRecover(place, { person: key });
      const set = await forgetful.submit(form, "password", { password: newPassword });
      expect(set.location).toBe("/recover/done");
      for (let server = 0; server < addresses.length; server += 1) {
        expect((await logIn(email, password)).answer.status).toBe(401);
        expect((await logIn(email, newPassword)).answer.location).toBe("/account");
        // A page and its form are two: one more, and the next form goes to the other.
        await forgetful.get("/health/live");
      }
    });

    await test.step("an administrator's figures and list are read, and nothing is written", async () => {
      const administrator = new PlainClient(stack.appUrl);
      const form = await administrator.get("/admin/login");
      await administrator.submit(form, "email", sampleAdministrator);
      for (const path of ["/admin", "/admin/people", "/admin", "/admin/people"]) {
        expect((await administrator.get(path)).status, path).toBe(200);
      }
    });

    await test.step("tries are counted together", async () => {
      const mine = await logIn(email, newPassword);
      const guesser = new PlainClient(stack.appUrl);
      const form = await guesser.get("/login");
      const guess = () => guesser.submit(form, "email", { email, password: "not the password" });
      const statuses: number[] = [];
      while (statuses.length < 14) statuses.push((await guess()).status);
      expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
      expect(statuses.slice(-3)).toEqual([429, 429, 429]);
      // Who is in stays in, and leaves.
      const leaving = await mine.client.get("/account/leave");
      const left = await mine.client.submit(leaving, "/account/leave/submit", {});
      expect(left.location).toBe("/account/left");
    });

    await test.step("one of them dies in the middle, and the other goes on", async () => {
      const person = await sandbox.invent({});
      const { client: joining, attempt } = await begin(stack.appUrl);
      const body = await record(sandbox, "v1", attempt, { person: person.key });
      await other.kill();
      expect((await joining.postJson("/certifications", body)).status).toBe(200);
      const details = await joining.get("/signup/details");
      const values = { email: `late-${attempt.toLowerCase()}@example.com`, password };
      expect((await joining.submit(details, "email", values)).location).toBe("/signup/complete");
    });
    expect(stack.output() + other.output()).not.toMatch(/"(unexpected|replica_left)"/);
  } finally {
    await db.$disconnect();
    await balancer.close();
    await stack.close();
    await databases.close();
  }
});

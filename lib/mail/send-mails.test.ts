import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { startSandbox, type RunningSandbox } from "@/sandbox/portone";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { forgetMails } from "./forget-mails";
import { queueMail } from "./outbox";
import { sendMails } from "./send-mails";
import { smtpDelivery, type Deliver, type Delivery } from "./transport";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const keys = `k1:${Buffer.alloc(32, "k1").toString("base64")}`;
const sealKeys = parseKeyRing(keys);
const mailing = {
  appUrl: "https://signup.example.com",
  brand: { name: "Example", colour: null },
};
const from = { name: "Example", address: "no-reply@example.com" };

/** In a database of its own, since a run sends whatever waits. */
describe.each(inject("databases").map(({ name }) => name))("sending mail from %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
    await sandbox.close();
  });
  beforeEach(async () => {
    await db.$executeRaw`TRUNCATE mails`;
    await call("mail", undefined, "DELETE");
    await call("faults", undefined, "DELETE");
  });

  async function call(path: string, body?: unknown, method = "POST"): Promise<unknown> {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return (await fetch(`${sandbox.url}/_sandbox/${path}`, init)).json();
  }
  const queue = async (now: Date, count = 1) => {
    for (let at = 0; at < count; at += 1) {
      await db.$transaction((tx) =>
        queueMail(
          tx,
          { to: `person-${at}@example.com`, locale: "en", accountId: null },
          { kind: "account_closed" },
          { mailing, sealKeys, now },
        ),
      );
    }
  };
  const send = (deliver: Deliver, now = new Date()) =>
    sendMails({ statements: db.$statements, sealKeys, deliver, clock: () => now });
  const overSmtp = () => smtpDelivery(sandbox.smtpUrl, from);
  const answering =
    (delivery: Delivery, asked: string[] = []): Deliver =>
    async (id) => {
      asked.push(id);
      return delivery;
    };
  const only = async () => {
    const rows = await db.mail.findMany();
    const [row] = rows;
    if (rows.length !== 1 || row === undefined) throw new Error(`${rows.length} mails`);
    return row;
  };
  const recipients = async () => {
    const mails = await call("mail", undefined, "GET");
    return Array.isArray(mails) ? mails.map(({ to }: { to: string }) => to).sort() : [];
  };
  const later = (milliseconds: number, at = new Date()) => new Date(at.getTime() + milliseconds);

  it("brings each to the mail server once, and records it", async () => {
    const now = new Date();
    await queue(now, 12);
    await send(overSmtp(), now);
    const all = Array.from({ length: 12 }, (_, at) => `person-${at}@example.com`).sort();
    expect(await recipients()).toEqual(all);
    expect(await db.mail.count({ where: { state: "sent", leasedUntil: null, tries: 1 } })).toBe(12);
    await send(overSmtp(), later(hour));
    expect(await recipients()).toEqual(all);
  });

  it("sends no mail twice, however many servers there are", async () => {
    const now = new Date();
    await queue(now, 30);
    const asked: string[] = [];
    const slow: Deliver = async (id) => {
      asked.push(id);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { kind: "sent" };
    };
    const other = openDatabase(database.url);
    const context = { sealKeys, deliver: slow, clock: () => now };
    await Promise.all(
      [db, other, db, other].map(({ $statements: statements }) =>
        sendMails({ ...context, statements }),
      ),
    );
    await other.$disconnect();
    expect(asked).toHaveLength(30);
    expect(new Set(asked).size).toBe(30);
    expect(await db.mail.count({ where: { state: "sent" } })).toBe(30);
  });

  it("waits longer after each try, and gives up after two days", async () => {
    const begun = new Date("2026-11-26T00:00:00Z");
    await queue(begun);
    const asked: string[] = [];
    const failing = answering(
      { kind: "failed", fault: "deferred_451", isServerDown: false },
      asked,
    );
    const waits: number[] = [];
    let now = begun;
    for (let row = await only(); row.state === "waiting" && waits.length < 99; row = await only()) {
      await send(failing, later(-1, row.dueAt));
      expect(asked).toHaveLength(waits.length);
      now = row.dueAt;
      await send(failing, now);
      const { dueAt } = await only();
      waits.push((dueAt.getTime() - now.getTime()) / minute);
    }
    expect(waits.slice(0, 7)).toEqual([1, 5, 15, 60, 60, 60, 60]);
    expect(await only()).toMatchObject({ state: "given_up", fault: "deferred_451" });
    expect(now.getTime() - begun.getTime()).toBeGreaterThan(46 * hour);
    expect(now.getTime() - begun.getTime()).toBeLessThanOrEqual(48 * hour);
  });

  it("gives up at once what the server refuses for good, and tries again what it defers", async () => {
    await queue(new Date());
    await call("faults", { path: "/smtp", status: 451 });
    await send(overSmtp());
    expect(await only()).toMatchObject({ state: "waiting", fault: "deferred_451", tries: 1 });
    await call("faults", { path: "/smtp", status: 550 });
    await send(overSmtp(), later(2 * minute));
    expect(await only()).toMatchObject({ state: "given_up", fault: "refused_550" });
    await send(overSmtp(), later(day));
    expect(await recipients()).toEqual([]);
  });

  it("waits while the mail server is away or refuses us, and asks it once in a run", async () => {
    await queue(new Date(), 12);
    const { port } = new URL(sandbox.smtpUrl);
    for (const url of ["smtp://127.0.0.1:1", `smtp://user:wrong@127.0.0.1:${port}`]) {
      await db.mail.updateMany({ data: { dueAt: new Date(), leasedUntil: null, tries: 0 } });
      await send(smtpDelivery(url, from));
      expect(await db.mail.count({ where: { state: "waiting", tries: 1 } }), url).toBe(5);
      expect(await db.mail.count({ where: { state: "waiting", tries: 0 } }), url).toBe(7);
    }
    await send(overSmtp(), later(2 * minute));
    expect(await recipients()).toHaveLength(12);
  });

  it("leaves a mail to who has the lease, and takes it when that is over", async () => {
    const now = new Date();
    await queue(now);
    const dying: Deliver = () => new Promise(() => undefined);
    void send(dying, now);
    while ((await only()).leasedUntil === null) await new Promise(setImmediate);
    const asked: string[] = [];
    await send(answering({ kind: "sent" }, asked), later(2 * minute, now));
    expect(asked).toEqual([]);
    await send(answering({ kind: "sent" }, asked), later(5 * minute, now));
    expect(asked).toEqual([(await only()).id]);
    expect(await only()).toMatchObject({ state: "sent", tries: 2 });
  });

  it("records nothing over what another server did after the lease", async () => {
    const now = new Date();
    await queue(now);
    let answer: (delivery: Delivery) => void = () => undefined;
    const late = send(() => new Promise((done) => (answer = done)), now);
    while ((await only()).leasedUntil === null) await new Promise(setImmediate);
    const failed = { kind: "failed", fault: "timeout", isServerDown: false } as const;
    await send(answering({ kind: "sent" }), later(5 * minute, now));
    answer(failed);
    await late;
    expect(await only()).toMatchObject({ state: "sent", fault: null });
  });

  it("tries again where a key is missing, and sends the others", async () => {
    await queue(new Date(), 2);
    const [first] = await db.mail.findMany({ take: 1 });
    await db.mail.update({ where: { id: first?.id ?? "" }, data: { sealedKeyId: "missing" } });
    await send(overSmtp());
    expect(await recipients()).toHaveLength(1);
    expect(await db.mail.count({ where: { state: "waiting", fault: "unreadable" } })).toBe(1);
  });

  it("forgets the text of what was sent after a day, of what was given up after a week, and the rows after a month", async () => {
    const now = new Date();
    await queue(now, 3);
    const [one, two] = await db.mail.findMany({ take: 2 });
    for (const [row, state] of [
      [one, "sent"],
      [two, "given_up"],
    ] as const) {
      await db.mail.update({ where: { id: row?.id ?? "" }, data: { state, endedAt: now } });
    }
    const texts = () => db.mail.count({ where: { sealed: { not: null } } });
    await forgetMails(db, later(day - minute, now));
    expect(await texts()).toBe(3);
    await forgetMails(db, later(day, now));
    expect(await texts()).toBe(2);
    await forgetMails(db, later(7 * day, now));
    expect(await texts()).toBe(1);
    expect(await forgetMails(db, later(29 * day, now))).toBe(0);
    expect(await forgetMails(db, later(30 * day, now))).toBe(2);
    expect(await only()).toMatchObject({ state: "waiting" });
  });

  it("sends again under the same Message-ID what a killed server had begun", async () => {
    await queue(new Date());
    await call("faults", { path: "/smtp", delayMs: 5_000 });
    const script = resolve("lib/mail/send-mails.fixture.ts");
    const server = spawn(
      process.execPath,
      ["--import", "tsx", script, database.url, sandbox.smtpUrl, keys],
      { stdio: "ignore" },
    );
    while ((await only()).leasedUntil === null) await new Promise((done) => setTimeout(done, 20));
    server.kill("SIGKILL");
    await once(server, "exit");
    const { id, leasedUntil } = await only();
    if (leasedUntil === null) throw new Error("no lease");
    await send(overSmtp(), later(-1, leasedUntil));
    expect(await recipients()).toEqual([]);
    const ids: string[] = [];
    const noting: Deliver = (mailId, content) => {
      ids.push(mailId);
      return overSmtp()(mailId, content);
    };
    await send(noting, leasedUntil);
    expect(ids).toEqual([id]);
    expect(await recipients()).toEqual(["person-0@example.com"]);
    expect(await only()).toMatchObject({ state: "sent", tries: 2 });
  });
});

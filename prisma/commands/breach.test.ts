import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { actAs, inventKeys, mailing, openMember } from "@/lib/accounts/sign-up.fixture";
import { leave } from "@/lib/accounts/leave";
import { appendEvent } from "@/lib/audit/events";
import { openDatabase, type Database } from "@/lib/db";
import { unsealMail } from "@/lib/mail/outbox";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { carryOut, statementSchema } from "./breach";

const said = (language: string) => ({
  items: `items ${language}`,
  happened: `happened ${language}`,
  protect: `protect ${language}`,
  measures: `measures ${language}`,
  contact: `contact ${language}`,
});
const statement = statementSchema.parse({
  incident: "2026-11-a",
  knownAt: "2026-11-26T18:00:00+09:00",
  first: { ko: said("ko"), en: said("en") },
  later: { ko: said("ko later"), en: said("en later") },
});
const keys = inventKeys();
const settings = { appUrl: mailing.appUrl, brand: { name: "한빛", colour: null }, ...keys };
const name = inject("databases").at(-1)?.name ?? "embedded";

describe(`npm run breach on ${name}`, () => {
  let database: TestDatabase;
  let db: Database;
  const people: Record<string, string> = {};
  const window = { since: new Date("2026-11-20T00:00:00Z"), until: statement.knownAt };
  const asked = {
    ...{ statement, settings, ...window },
    ...{ by: "admin1", isEverybody: false, accounts: [] },
  };
  const run = (changes: Partial<Parameters<typeof carryOut>[0]> = {}) =>
    carryOut({ ...asked, phase: "first", isSending: false, ...changes }, db, new Date());
  const mails = async () => {
    const rows = await db.mail.findMany({ where: { kind: { startsWith: "breach_" } } });
    return rows.map(({ id, kind, accountId, sealed, sealedKeyId: keyId }) => {
      if (sealed === null || keyId === null) throw new Error("an empty mail");
      return { kind, accountId, ...unsealMail({ sealed, keyId }, id, keys.sealKeys) };
    });
  };
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    for (const who of ["listed", "shown", "gone", "other", "exported"]) {
      people[who] = await openMember(db);
    }
    const { listed = "", shown = "", gone = "", other = "" } = people;
    await db.account.update({ where: { id: shown }, data: { locale: "en" } });
    const within = new Date("2026-11-21T00:00:00Z");
    const list = { kind: "people_listed", actor: "admin1", count: 2 } as const;
    await appendEvent(db, list, within, { people: [listed, gone] });
    await appendEvent(db, { kind: "person_shown", actor: "admin1", subject: shown }, within);
    await appendEvent(db, { kind: "person_shown", actor: "admin2", subject: other }, within);
    const before = new Date("2026-11-19T00:00:00Z");
    await appendEvent(db, { kind: "person_shown", actor: "admin1", subject: other }, before);
    const leaving = { ...keys, db, mailing, rejoinCooldownDays: 30, now: new Date() };
    await leave(await actAs(db, gone), leaving);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it("names who is concerned and until when, and sends nothing by itself", async () => {
    const lines = (await run()).join("\n");
    expect(lines).toContain(
      "3 people are concerned. 2 are members, 0 of them have the first notice",
    );
    expect(lines).toContain("1 have left");
    expect(lines).toContain("by 2026-11-29T09:00:00.000Z (72 hours)");
    expect(lines).toContain("--send tells 2 people");
    expect(await mails()).toEqual([]);
    expect((await run({ by: null })).join("\n")).toContain("4 people are concerned");
  });

  it("tells each once a phase, in their language, on record, two commands at once too", async () => {
    await Promise.all([run({ isSending: true }), run({ isSending: true })]);
    await run({ isSending: true });
    const first = await mails();
    expect(first.map(({ accountId }) => accountId).sort()).toEqual(
      [people["listed"], people["shown"]].sort(),
    );
    const texts = Object.fromEntries(first.map(({ accountId, text }) => [accountId, text]));
    for (const [who, language] of [
      ["listed", "ko"],
      ["shown", "en"],
    ] as const) {
      for (const sentence of Object.values(said(language))) {
        expect(texts[people[who] ?? ""]).toContain(sentence);
      }
    }
    expect((await run({ phase: "later" })).join("\n")).toContain("--send tells 2 people");
    await run({ phase: "later", isSending: true });
    await db.mail.deleteMany();
    expect((await run({ isSending: true })).at(-1)).toContain("Queued: 0.");
    expect((await run({ phase: "later", isSending: true })).at(-1)).toContain("Queued: 0.");
    const events = await db.auditEvent.groupBy({
      by: ["detail"],
      where: { kind: "breach_notified" },
      _count: true,
    });
    expect(events.map(({ _count }) => _count)).toEqual([2, 2]);
  });

  it("counts all who were members, and who has left since", async () => {
    await db.account.updateMany({ data: { createdAt: new Date("2026-11-01T00:00:00Z") } });
    const lines = (await run({ isEverybody: true })).join("\n");
    expect(lines).toContain("5 people are concerned. 4 are members");
  });

  it("counts everybody that an export could hold", async () => {
    const at = new Date("2026-11-22T00:00:00Z");
    const facts = { export: "e1", of: "people", columns: ["id"], masked: false, ceiling: 9 };
    const dates = { digest: "d", from: null, until: null };
    const requested = { kind: "export_requested", actor: "admin3", ...facts, ...dates } as const;
    await appendEvent(db, requested, at);
    await db.account.updateMany({ data: { createdAt: new Date("2026-11-01T00:00:00Z") } });
    const before = (await run({ by: "admin3" })).join("\n");
    expect(before).toContain("0 people are concerned");
    await appendEvent(db, { kind: "export_downloaded", actor: "admin3", export: "e1" }, at);
    expect((await run({ by: "admin3" })).join("\n")).toContain("4 people are concerned");
  });
});

import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { createAdministrator } from "@/lib/admin/console";
import { appendEvent } from "./events";
import { listEvents, readEventCursor, writeEventCursor, type EventFilter } from "./list-events";
import { readLogPage } from "./log-page";
import { recordReview } from "./reviews";

const day = 24 * 3_600_000;
const everything: EventFilter = { who: null, whom: null, kind: null, from: null, until: null };

describe.each(inject("databases"))("reading the access log on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const hex = () => randomBytes(8).toString("hex");
  async function boss() {
    const email = `boss-${hex()}@example.com`;
    await createAdministrator(db, { email, password: "correct horse battery" }, new Date());
    return db.administrator.findUniqueOrThrow({ where: { email } });
  }
  const ask = (
    looker: string,
    filter: Partial<EventFilter>,
    after: string | null = null,
    limit = 10,
  ) =>
    listEvents(
      { id: looker, address: "203.0.113.9" },
      {
        filter: { ...everything, ...filter },
        after: after === null ? null : readEventCursor(after),
        limit,
      },
      { statements: db.$statements, now: new Date() },
    );

  it("says who, when, from where, whose data, what and why", async () => {
    const { id, email } = await boss();
    const [one, two] = [hex(), hex()];
    await db.$transaction((tx) =>
      appendEvent(tx, { kind: "people_listed", actor: id, count: 2 }, new Date(), {
        address: "203.0.113.7",
        people: [one, two],
        note: "a caller asked",
      }),
    );
    const expected = {
      actor: email,
      isAdministrator: true,
      address: "203.0.113.7",
      people: [one, two],
      note: "a caller asked",
      kind: "people_listed",
    };
    for (const filter of [{ who: email }, { who: id }, { whom: two }]) {
      expect((await ask(hex(), filter)).events).toMatchObject([expected]);
    }
    expect((await ask(hex(), { whom: hex() })).events).toEqual([]);
  });

  it("goes on by keyset to the end, whatever shares a time, and is itself recorded", async () => {
    const { id } = await boss();
    const at = new Date();
    for (let count = 0; count < 7; count += 1) {
      await appendEvent(db, { kind: "people_listed", actor: id, count }, at);
    }
    const counts: unknown[] = [];
    const looker = hex();
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask(looker, { who: id }, after, 3);
      counts.push(...page.events.map(({ detail }) => detail["count"]));
      after = page.next === null ? null : writeEventCursor(page.next);
    } while (after !== null);
    expect(counts).toEqual([6, 5, 4, 3, 2, 1, 0]);
    const looks = await ask(hex(), { who: looker, kind: "audit_listed" });
    expect(looks.events.map(({ detail }) => detail["count"])).toEqual([1, 3, 3]);
  });

  it("narrows by day and kind", async () => {
    const { id } = await boss();
    const now = Date.now();
    const at = (days: number) => new Date(now - days * day);
    for (const days of [1, 3, 5]) {
      await appendEvent(db, { kind: "people_listed", actor: id, count: days }, at(days));
    }
    const found = await ask(hex(), { who: id, from: at(4), until: at(2) });
    expect(found.events.map(({ detail }) => detail["count"])).toEqual([3]);
    expect((await ask(hex(), { who: id, kind: "logged_in" })).events).toEqual([]);
  });

  it.each(["", "x", "1", "1_", "_1", "1_2_3", "-1_2", "1e3_2", "999999999999999_1", "1_1'--"])(
    "takes no cursor that it does not write: %s",
    (text) => expect(readEventCursor(text)).toBeNull(),
  );

  it("keeps reviews, counts what they went through, and says when the next is due", async () => {
    const { id, email } = await boss();
    const now = new Date(Date.now() + 1_000 * day);
    const to = new Date(now.getTime() - 10 * day);
    const review = { from: new Date(0), to, findings: "Nothing odd", followUp: "None" };
    await recordReview(db, { id, address: "203.0.113.7" }, review, now);
    const at = async (reviewDays: number) => {
      const asked = { filter: { ...everything, who: hex() }, after: null, limit: 10 };
      const context = { statements: db.$statements, now, reviewDays };
      return (await readLogPage({ id, address: "203.0.113.7" }, asked, context)).reviews;
    };
    const read = await at(30);
    expect(read).toMatchObject({ isOverdue: false, from: to });
    expect(read.reviews[0]).toMatchObject({ reviewer: email, findings: "Nothing odd" });
    expect(read.reviews[0]?.events).toBeGreaterThan(0);
    expect((await at(10)).isOverdue).toBe(true);
    await expect(db.auditReview.deleteMany()).rejects.toThrow(/append-only/);
    const [event] = (await ask(hex(), { who: id, kind: "audit_reviewed" })).events;
    expect(event).toMatchObject({ address: "203.0.113.7" });
  });
});

import { afterAll, describe, expect, inject, it } from "vitest";
import { openAccount } from "@/lib/accounts/open-account";
import {
  contextWith,
  inventCredentials,
  inventImpUid,
  inventPerson,
  reread,
  verified,
} from "@/lib/accounts/sign-up.fixture";
import { openDatabase, type Database, type StatementRunner } from "@/lib/db";
import { issueAttempt } from "@/lib/verification/attempts";
import { confirmTickets } from "@/lib/verification/confirm-identity";

/**
 * After a quiet time the statistics know of no open attempt, so that an index by state looks cheaper than the
 * primary key; then thousands join at once, and each of them would read all the others.
 */
describe.each(inject("databases"))("a rush after a quiet time on $name", ({ url }) => {
  const database = openDatabase(url);
  afterAll(() => database.$disconnect());

  it("finds each attempt by its key, not among all that are open", async () => {
    const now = new Date();
    await database.$executeRaw`
      INSERT INTO attempts (id, nonce_hash, purpose, state, consents, created_at, expires_at)
      SELECT 'quiet' || i, sha256('x'), 'signup', 'expired', '[]', ${now}::timestamptz - interval '2 h',
        ${now}::timestamptz - interval '1 h' FROM generate_series(1, 3000) AS i`;
    await database.$executeRaw`VACUUM ANALYZE attempts`;
    await database.$executeRaw`
      INSERT INTO attempts (id, nonce_hash, purpose, state, consents, created_at, expires_at)
      SELECT 'rush' || i, sha256('x'), 'signup', 'issued', '[]', ${now}::timestamptz,
        ${now}::timestamptz + interval '1 h' FROM generate_series(1, 2000) AS i`;
    const plans = new Map<string, string>();
    const recording = recordPlans(database, plans);
    const ticket = await issueAttempt(database, { purpose: "signup", consents: [], now });
    if (ticket === null) throw new Error("not begun");
    const context = contextWith(recording, verified(ticket.id, inventPerson(), now));
    const limit = { count: null, spend: () => Promise.resolve(null) };
    await confirmTickets([{ ...ticket, purpose: "signup" }], inventImpUid(), limit, context);
    const attempt = await reread(database, ticket);
    const opened = await openAccount(attempt, inventCredentials(), context);
    expect(opened.kind).toBe("opened");
    expect([...plans.keys()]).toEqual(["hold_at_once", "confirm_stranger", "open_account"]);
    for (const [name, plan] of plans) {
      expect(plan, name).toMatch(/attempts_(pkey|provider_id_key)/);
      expect(plan, name).not.toContain("attempts_state_expires_at_idx");
    }
    await database.$executeRaw`DELETE FROM attempts WHERE id LIKE 'quiet%' OR id LIKE 'rush%'`;
  });
});

/** The same database, whose named statements are explained before they are asked. */
function recordPlans(database: Database, plans: Map<string, string>): Database {
  const query: StatementRunner["query"] = async (text, values, name) => {
    if (name !== undefined) {
      const { rows } = await database.$statements.query(`EXPLAIN ${text}`, values);
      plans.set(name, JSON.stringify(rows));
    }
    return database.$statements.query(text, values, name);
  };
  return new Proxy(database, {
    get: (target, key): unknown => (key === "$statements" ? { query } : Reflect.get(target, key)),
  });
}

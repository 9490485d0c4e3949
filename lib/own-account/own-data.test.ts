import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { readOwnAccount } from "@/lib/accounts/read-account";
import { readOwnData } from "./own-data";
import { contextWith, inventPerson, openMember } from "@/lib/accounts/sign-up.fixture";

describe.each(inject("databases"))("a member's own data on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" });

  it("is all of theirs, but for what identifies them elsewhere, and nothing of another", async () => {
    const [mine, other] = [
      inventPerson({ name: "홍하나", phone: "01011112222" }),
      inventPerson({ name: "김다른", phone: "01033334444" }),
    ];
    const id = await openMember(db, mine);
    const otherId = await openMember(db, other);
    const data = await readOwnData(id, context);
    if (data === null) throw new Error("no data");
    const { ci, di, ...person } = mine;
    expect(data.person).toEqual(person);
    expect(data.identifiers).toEqual(["ci"]);
    expect(data.consents.map(({ document }) => document).sort()).toEqual(["privacy", "terms"]);
    expect(data.consents.map(({ language }) => language)).toEqual(["ko", "ko"]);
    expect(data.events.map(({ kind, by }) => [kind, by])).toEqual([
      ["logged_in", "owner"],
      ["account_opened", "owner"],
    ]);
    expect(data.logins).toHaveLength(1);
    const text = JSON.stringify(data);
    const theirs = await readOwnAccount(otherId, context);
    for (const secret of [ci, di, "김다른", "01033334444", otherId, theirs?.email]) {
      expect(text).not.toContain(secret);
    }
  });

  it("says that an administrator did something to it, not which", async () => {
    const id = await openMember(db);
    const at = new Date();
    const event = { at, kind: "person_shown", actor: "administrator-1", subject: id, detail: {} };
    await db.auditEvent.create({ data: event });
    const data = await readOwnData(id, context);
    expect(data?.events[0]).toEqual({ at, kind: "person_shown", by: "administrator" });
    expect(JSON.stringify(data)).not.toContain("administrator-1");
  });

  it("is none where the account is gone", async () => {
    expect(await readOwnData("nobody", context)).toBeNull();
  });
});

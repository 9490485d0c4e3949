import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { askAnswer, forgetFormAnswers, keepAnswer, receiveForm } from "./form-answers";

const now = new Date("2026-11-26T03:00:00Z");
const newId = () => randomBytes(24).toString("hex");

describe.each(inject("databases").map(({ name }) => name))("what came of a form, in %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it("is told to whoever has the form's id, and to the form sent again", async () => {
    const id = newId();
    expect(await receiveForm(db, id, now)).toEqual({ kind: "first" });
    expect(await askAnswer(db, id, now)).toEqual({ kind: "working" });
    expect(await receiveForm(db, id, now)).toEqual({ kind: "working" });
    await keepAnswer(db, id, "an answer");
    expect(await askAnswer(db, id, now)).toEqual({ kind: "answered", answer: "an answer" });
    expect(await receiveForm(db, id, now)).toEqual({ kind: "answered", answer: "an answer" });
  });

  it("is nothing for a form that had not come when it was asked for", async () => {
    const id = newId();
    expect(await askAnswer(db, id, now)).toEqual({ kind: "called_off" });
    expect(await receiveForm(db, id, now)).toEqual({ kind: "called_off" });
    await expect(keepAnswer(db, id, "an answer")).rejects.toThrow();
    expect(await askAnswer(db, id, now)).toEqual({ kind: "called_off" });
  });

  it("is one of the two, when form and question meet", async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = newId();
      const [received, asked] = await Promise.all([
        receiveForm(db, id, now),
        askAnswer(db, id, now),
      ]);
      expect([received.kind, asked.kind]).toEqual(
        received.kind === "first" ? ["first", "working"] : ["called_off", "called_off"],
      );
    }
  });

  it("cannot be read in the database, and goes after a while", async () => {
    const id = newId();
    await receiveForm(db, id, now);
    await keepAnswer(db, id, "a secret token");
    const rows = JSON.stringify(
      await db.$queryRaw`SELECT encode(sealed, 'escape'), encode(id_hash, 'hex') FROM form_answers`,
    );
    expect(rows).not.toContain("a secret token");
    expect(rows).not.toContain(id);
    expect(await forgetFormAnswers(db, new Date(now.getTime() + 14 * 60_000))).toBe(0);
    expect(await forgetFormAnswers(db, new Date(now.getTime() + 15 * 60_000))).toBeGreaterThan(0);
    expect(await db.formAnswer.count()).toBe(0);
  });
});

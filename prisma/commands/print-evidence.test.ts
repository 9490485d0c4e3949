import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { sealEvents } from "@/lib/audit/seal-events";
import { gatherAdministration } from "@/lib/compliance/administration";
import { gatherEvidence } from "@/lib/compliance/evidence";
import { recordConsent } from "@/lib/consents/documents";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { recordReview } from "@/lib/audit/reviews";
import { openDatabase, statementsIn } from "@/lib/db";
import { requestExport } from "@/lib/exports/requests";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { migrate } from "../engine/migrate";
import { writeEvidence } from "./print-evidence";
import { inventAttempt } from "../row.fixture";
import { seedMembers } from "../seeding/seed";
import { createAdministrator } from "@/lib/admin/console";
import { employ } from "@/lib/admin/employed.fixture";

const ring = () => parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const keys = { sealKeys: ring(), indexKeys: ring() };
const now = new Date("2026-11-23T00:00:00Z");
const policy = { kind: "international", years: 14 } as const;
const retention = { access: 731, rights: 1_096 };
const circumstances = { appUrl: "https://signup.example.com", policy, retention, now };

describe.each(inject("databases").map(({ name }) => name))("the evidence on %s", (name) => {
  let database: TestDatabase;
  let db: PrismaClient;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    const seed = { keys: { ...keys, duplicateKey: "ci" as const }, now };
    await seedMembers(database.url, 12, { ...seed, progress: () => undefined });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const gather = (context = keys) => gatherEvidence({ db, ...context, now });
  const auditKeys = ring();
  const administration = () => gatherAdministration({ db, auditKeys, reviewDays: 30, now });
  const wrong = async (context = keys) =>
    Object.fromEntries((await gather(context)).checks.map((check) => [check.name, check.wrong]));

  it("shows from whom and when CIs came, how they are kept, and how many agreed to what", async () => {
    const evidence = await gather();
    expect(evidence).toMatchObject({
      accounts: 12,
      keys: [{ sealedUnder: "k1", indexedUnder: "k1", count: 12 }],
    });
    expect(evidence.consents.map(({ document, count }) => [document, count])).toEqual([
      ["privacy", 12],
      ["terms", 12],
    ]);
    const text = writeEvidence(evidence, await administration(), circumstances);
    for (const number of [1, 2, 3, 4, 5, 6, 7]) expect(text).toContain(`\n${number}. `);
    expect(evidence.receipts.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    for (const { provider, count } of evidence.receipts) {
      expect(text).toContain(`${provider}: ${count}건`);
    }
    expect(text).not.toContain("확인 필요");
  });

  it("tells the two languages of one version apart", async () => {
    const [{ id: accountId }] = z
      .tuple([z.object({ id: z.string() })])
      .parse(await db.account.findMany({ take: 1, select: { id: true } }));
    await db.consent.deleteMany({ where: { accountId } });
    const [english, korean] = [
      recordConsent("terms", "en", now),
      recordConsent("terms", "ko", now),
    ];
    const odd = { ...recordConsent("privacy", "ko", now), textHash: "0".repeat(64) };
    await db.consent.createMany({ data: [english, odd].map((each) => ({ accountId, ...each })) });
    const text = writeEvidence(await gather(), await administration(), circumstances);
    expect(text).toContain(
      `terms ${korean.version} (현재): 11건, SHA-256 ${korean.textHash} (한국어)`,
    );
    expect(text).toContain(
      `terms ${english.version} (현재): 1건, SHA-256 ${english.textHash} (영어)`,
    );
    expect(text).toContain(`${odd.textHash} (지금 보여 주는 글이 아님, 확인 필요)`);
  });

  it("shows who administers, seals, looks and exports of the period, and when the log was gone through", async () => {
    await createAdministrator(
      db,
      { email: "boss@example.com", password: "correct horse battery" },
      now,
    );
    const { id } = await db.administrator.findUniqueOrThrow({
      where: { email: "boss@example.com" },
    });
    const boss = await employ(db, "owner", id);
    await appendEvent(db, { kind: "people_listed", actor: "boss", count: 1 }, now);
    await requestExport(
      db,
      boss,
      {
        ...{ kind: "people", from: null, until: null, isMasked: true, ceiling: 10 },
        ...{ columns: ["id"], purpose: "to answer an inspection" },
      },
      now,
    );
    const review = { from: new Date(0), to: now, findings: "Nothing odd", followUp: "None" };
    await recordReview(db, { id, ...boss.from }, review, now);
    await expect
      .poll(() => sealEvents({ statements: statementsIn(db), auditKeys, now }), { timeout: 20_000 })
      .toBeGreaterThan(0);
    const text = writeEvidence(await gather(), await administration(), circumstances);
    for (const line of [
      ", 2차 인증 없음: 1명",
      "보관: 접속 731일, 권한 1096일",
      "위·변조 확인: 이상 없음",
      "열람 people_listed: 1건",
      "내려받기 people (가림) ready: 1건, 0행",
      "점검 (주기 30일): 2026-11-23",
      "봉인 ",
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toContain("boss@example.com");
  });

  it("contains no personal data", async () => {
    const text = writeEvidence(await gather(), await administration(), circumstances);
    const accounts = await db.account.findMany();
    for (const { email, id } of accounts) {
      expect(text).not.toContain(email);
      expect(text).not.toContain(id);
    }
    expect(text).not.toContain("example.com/");
    expect(text).not.toMatch(/010\d{8}/);
  });

  it("notices wrong keys, people who were not deleted, and triggers that are off", async () => {
    expect(await wrong()).toEqual({ sealed: 0, indexed: 0, destroyed: 0, guarded: 0 });
    expect(await wrong({ ...keys, sealKeys: ring() })).toMatchObject({ sealed: 12 });
    const other = parseKeyRing(`k2:${randomBytes(32).toString("base64")}`);
    expect(await wrong({ ...keys, indexKeys: other })).toMatchObject({ indexed: 1 });
    await db.attempt.create({
      data: {
        ...inventAttempt(),
        ...{ state: "confirmed", providerId: "x", heldAt: now, provider: "danal" },
        ...{ verifiedAt: now, personSealed: randomBytes(60), personSealedKeyId: "k1" },
        expiresAt: new Date(now.getTime() - 3_600_000),
      },
    });
    expect(await wrong()).toMatchObject({ destroyed: 1 });
    await db.$executeRaw`ALTER TABLE audit_events DISABLE TRIGGER audit_events_stay`;
    expect(await wrong()).toMatchObject({ guarded: 1 });
    await db.$executeRaw`ALTER TABLE audit_events DISABLE TRIGGER audit_events_are_not_truncated`;
    expect(await wrong()).toMatchObject({ guarded: 2 });
    await db.$executeRaw`ALTER TABLE accounts ENABLE REPLICA TRIGGER accounts_come_from_a_sign_up`;
    expect(await wrong()).toMatchObject({ guarded: 3 });
  });
});

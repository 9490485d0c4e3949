import { afterAll, describe, expect, inject, it } from "vitest";
import { recordConsent } from "@/lib/consents/documents";
import { openDatabase } from "@/lib/db";
import { expireAttempts, issueAttempt } from "./attempts";
import { confirmIdentity } from "./confirm-identity";
import {
  beginSignUp,
  inventImpUid,
  inventPerson,
  refind,
  contextWith,
  verified,
  type TestContext,
} from "../accounts/sign-up.fixture";

const minute = 60_000;

describe.each(inject("databases"))("judging what PortOne says on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const rowOf = (id: string) => db.attempt.findUniqueOrThrow({ where: { id } });
  const guarded = {
    policy: { kind: "international", years: 14 },
    guardianConsent: true,
  } as const;

  it("verified five minutes before the attempt began is stale, however short ago that is", async () => {
    const now = new Date();
    const attempt = await beginSignUp(db, now);
    const early = new Date(now.getTime() - 5 * minute);
    const context = contextWith(db, verified(attempt.id, inventPerson(), early), { now });
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
      kind: "declined",
      code: "verification_stale",
    });
    expect((await rowOf(attempt.id)).state).toBe("failed");
  });

  it.each([
    { kind: "unfinished" },
    { kind: "failed", cancelled: false },
    { kind: "failed", cancelled: true },
    { kind: "incomplete" },
  ] as const)("another's %j looks like no record at all", async (answer) => {
    for (const attemptId of ["somebodyelses", null]) {
      const attempt = await beginSignUp(db);
      const context = contextWith(db, { ...answer, attemptId });
      expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
        kind: "declined",
        code: "verification_unknown",
        reason: "attempt_mismatch",
      });
      expect((await rowOf(attempt.id)).state).toBe("issued");
    }
  });

  it.each([
    [{ kind: "failed", cancelled: false }, "verification_failed"],
    [{ kind: "failed", cancelled: true }, "verification_cancelled"],
    [{ kind: "incomplete" }, "verification_failed"],
    [{ kind: "unfinished" }, "verification_unfinished"],
  ] as const)("of one's own, %j is told", async (answer, code) => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, { ...answer, attemptId: attempt.id });
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
      kind: "declined",
      code,
    });
  });

  it.each(["2126-01-01", "2099-12-31"])(
    "one who is born in %s needs no guardian: they are refused",
    async (birthDate) => {
      const attempt = await beginSignUp(db);
      const context = contextWith(db, verified(attempt.id, inventPerson({ birthDate })), guarded);
      expect(await confirmIdentity(attempt, inventImpUid(), context)).toMatchObject({
        kind: "declined",
        code: "under_age",
      });
      expect(await rowOf(attempt.id)).toMatchObject({ state: "refused", personSealed: null });
    },
  );

  describe("for a guardian", () => {
    async function waitingChild(now: Date) {
      const ward = await beginSignUp(db, now);
      const child = inventPerson({ birthDate: `${now.getUTCFullYear() - 10}-01-01` });
      const context = contextWith(db, verified(ward.id, child, now), { ...guarded, now });
      await confirmIdentity(ward, inventImpUid(), context);
      return ward;
    }
    /** A guardian's verification, in the middle of which something happens to the child's attempt. */
    async function consent(wardAttemptId: string, now: Date, meanwhile: () => Promise<unknown>) {
      const consents = [recordConsent("guardian", "ko", now)];
      const aim = { purpose: "guardian" as const, wardAttemptId };
      const ticket = await issueAttempt(db, { ...aim, consents, now });
      if (ticket === null) throw new Error("no ward");
      const attempt = await refind(db, ticket, { purpose: "guardian", now });
      const context: TestContext = contextWith(
        db,
        async () => {
          await meanwhile();
          return verified(attempt.id, inventPerson(), now);
        },
        { ...guarded, now },
      );
      return { attempt, outcome: await confirmIdentity(attempt, inventImpUid(), context) };
    }

    it("a child's attempt that ends during the question ends the guardian's", async () => {
      const now = new Date("2026-11-23T03:00:00Z");
      const ward = await waitingChild(now);
      const { attempt, outcome } = await consent(ward.id, now, () =>
        db.attempt.update({
          where: { id: ward.id },
          data: { state: "expired", personSealed: null, personSealedKeyId: null },
        }),
      );
      expect(outcome).toEqual({ kind: "declined", code: "guardian_link_expired" });
      expect(await rowOf(attempt.id)).toMatchObject({ state: "failed", personSealed: null });
      expect(await db.guardianConsent.count({ where: { wardAttemptId: ward.id } })).toBe(0);
    });

    it("a child's attempt that ends once it was read ends the guardian's, and no consent is left", async () => {
      const now = new Date("2026-11-23T03:00:00Z");
      const ward = await waitingChild(now);
      const consents = [recordConsent("guardian", "ko", now)];
      const aim = { purpose: "guardian" as const, wardAttemptId: ward.id };
      const ticket = await issueAttempt(db, { ...aim, consents, now });
      if (ticket === null) throw new Error("no ward");
      const attempt = await refind(db, ticket, { purpose: "guardian", now });
      const context = contextWith(db, verified(attempt.id, inventPerson(), now), {
        ...guarded,
        now,
      });
      const ending = db.$extends({
        query: {
          attempt: {
            async findUnique({ args, query }) {
              const row = await query(args);
              if (args.where.id === ward.id) {
                const gone = { personSealed: null, personSealedKeyId: null };
                const data = { state: "expired" as const, ...gone };
                await db.attempt.update({ where: { id: ward.id }, data });
              }
              return row;
            },
          },
        },
      });
      // An extended client is no PrismaClient by type; here it is one by what it does.
      Object.defineProperty(context, "db", { value: ending });
      expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
        kind: "declined",
        code: "guardian_link_expired",
      });
      expect(await rowOf(attempt.id)).toMatchObject({ state: "failed", personSealed: null });
      expect(await db.guardianConsent.count({ where: { wardAttemptId: ward.id } })).toBe(0);
    });

    it("one whom another was quicker than is failed, and not left waiting", async () => {
      const now = new Date("2026-11-23T03:00:00Z");
      const ward = await waitingChild(now);
      const { attempt, outcome } = await consent(ward.id, now, async () => {
        const quicker = await consent(ward.id, now, () => Promise.resolve());
        expect(quicker.outcome).toEqual({ kind: "consumed" });
      });
      expect(outcome).toEqual({ kind: "declined", code: "guardian_link_expired" });
      expect(await rowOf(attempt.id)).toMatchObject({
        state: "failed",
        outcome: "guardian_link_expired",
        personSealed: null,
      });
      expect(await db.guardianConsent.count({ where: { wardAttemptId: ward.id } })).toBe(1);
    });

    it("one who comes when the child's day is over is failed too", async () => {
      const now = new Date("2026-11-23T03:00:00Z");
      const ward = await waitingChild(now);
      const tomorrow = new Date(now.getTime() + 24 * 60 * minute);
      const { attempt, outcome } = await consent(ward.id, tomorrow, () => Promise.resolve());
      expect(outcome).toMatchObject({ code: "guardian_link_expired" });
      expect(await rowOf(attempt.id)).toMatchObject({ state: "failed" });
      await expireAttempts(db, tomorrow);
      expect((await rowOf(attempt.id)).state).toBe("failed");
    });
  });
});

import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { holdLifetime } from "./provider-id-hold";
import { confirmIdentity } from "./confirm-identity";
import { digestProviderId } from "./provider-id-digest";
import { isFresh } from "./judge";
import {
  beginSignUp,
  inventImpUid,
  inventPerson,
  contextWith,
  verified,
} from "../accounts/sign-up.fixture";

describe.each(inject("databases"))("confirming identity on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const stateOf = async (id: string) => db.attempt.findUniqueOrThrow({ where: { id } });

  it("confirms a fresh verification that carries the attempt's id, and seals the person", async () => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, verified(attempt.id));
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    const row = await stateOf(attempt.id);
    expect(row.state).toBe("confirmed");
    expect(Buffer.from(row.personSealed ?? []).includes("홍시험")).toBe(false);
  });

  it("answers the same browser and id again without asking again", async () => {
    const attempt = await beginSignUp(db);
    const impUid = inventImpUid();
    const context = contextWith(db, verified(attempt.id));
    await confirmIdentity(attempt, impUid, context);
    expect(await confirmIdentity(attempt, impUid, context)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    expect(context.asked()).toBe(1);
  });

  it("asks once, however many times at once the same browser sends the id", async () => {
    const attempt = await beginSignUp(db);
    const impUid = inventImpUid();
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return verified(attempt.id);
    };
    const context = contextWith(db, slow);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => confirmIdentity(attempt, impUid, context)),
    );
    expect(outcomes).toEqual(
      Array.from({ length: 8 }, () => ({ kind: "confirmed", guardianRequired: false })),
    );
    expect(context.asked()).toBe(1);
  });

  it("refuses an id that another attempt has used", async () => {
    const [first, second] = [await beginSignUp(db), await beginSignUp(db)];
    const impUid = inventImpUid();
    await confirmIdentity(first, impUid, contextWith(db, verified(first.id)));
    const context = contextWith(db, verified(first.id));
    expect(await confirmIdentity(second, impUid, context)).toEqual({
      kind: "declined",
      code: "verification_used",
    });
    expect(context.asked()).toBe(0);
  });

  it("makes someone else's verification look unknown, and leaves it to its owner", async () => {
    const [victim, thief] = [await beginSignUp(db), await beginSignUp(db)];
    const impUid = inventImpUid();
    const answer = verified(victim.id);
    expect(await confirmIdentity(thief, impUid, contextWith(db, answer))).toEqual({
      kind: "declined",
      code: "verification_unknown",
      reason: "attempt_mismatch",
    });
    expect(await confirmIdentity(victim, impUid, contextWith(db, answer))).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
  });

  it("lets the owner wait while a thief's hold on the id is being looked at", async () => {
    const [victim, thief] = [await beginSignUp(db), await beginSignUp(db)];
    const impUid = inventImpUid();
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return verified(victim.id);
    };
    const stealing = confirmIdentity(thief, impUid, contextWith(db, slow));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await confirmIdentity(victim, impUid, contextWith(db, verified(victim.id)))).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    expect(await stealing).toMatchObject({ code: "verification_unknown" });
  });

  it("refuses, without asking, an id that is not the attempt's own where ids are ours", async () => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, verified(attempt.id), { providerIdIsAttemptId: true });
    expect(await confirmIdentity(attempt, "somebodyelses", context)).toMatchObject({
      code: "verification_unknown",
    });
    expect(context.asked()).toBe(0);
  });

  it.each([
    [{ kind: "unavailable", reason: "timeout" }, "provider_unavailable"],
    [{ kind: "rejected-us" }, "provider_rejected_us"],
    [{ kind: "unknown" }, "verification_unknown"],
  ] as const)("leaves the attempt usable when PortOne answers %j", async (answer, code) => {
    const attempt = await beginSignUp(db);
    expect(await confirmIdentity(attempt, inventImpUid(), contextWith(db, answer))).toMatchObject({
      code,
    });
    const row = await stateOf(attempt.id);
    expect(row).toMatchObject({ state: "issued", providerId: null });
    expect(
      await confirmIdentity(attempt, inventImpUid(), contextWith(db, verified(attempt.id))),
    ).toEqual({ kind: "confirmed", guardianRequired: false });
  });

  it.each([
    ["unfinished", "verification_unfinished"],
    ["incomplete", "verification_failed"],
  ] as const)("leaves the attempt usable when the verification is %s", async (kind, code) => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, { kind, attemptId: attempt.id });
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toMatchObject({ code });
    expect((await stateOf(attempt.id)).state).toBe("issued");
  });

  it("says nothing of the state of somebody else's unfinished verification", async () => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, { kind: "unfinished", attemptId: "someoneelse" });
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toMatchObject({
      code: "verification_unknown",
    });
  });

  it("ends the attempt when the verification is stale or from a test channel", async () => {
    for (const [answer, code] of [
      [
        (id: string) => verified(id, inventPerson(), new Date(Date.now() - 12 * 60_000)),
        "verification_stale",
      ],
      [() => ({ kind: "foreign-channel" }) as const, "verification_test_channel"],
    ] as const) {
      const attempt = await beginSignUp(db, new Date(Date.now() - 20 * 60_000));
      expect(
        await confirmIdentity(attempt, inventImpUid(), contextWith(db, answer(attempt.id))),
      ).toEqual({ kind: "declined", code });
      expect((await stateOf(attempt.id)).state).toBe("failed");
    }
  });

  it("refuses the under-aged and those without a CI, and keeps nothing about them", async () => {
    for (const [traits, code] of [
      [{ birthDate: `${new Date().getUTCFullYear() - 17}-01-01` }, "under_age"],
      [{ ci: null }, "no_ci"],
    ] as const) {
      const attempt = await beginSignUp(db);
      const context = contextWith(db, verified(attempt.id, inventPerson(traits)));
      const impUid = inventImpUid();
      expect(await confirmIdentity(attempt, impUid, context)).toMatchObject({
        kind: "declined",
        code,
      });
      expect(await stateOf(attempt.id)).toMatchObject({
        state: "refused",
        outcome: code,
        personSealed: null,
        verifiedAt: null,
      });
      expect(await confirmIdentity(attempt, impUid, context)).toEqual({ kind: "declined", code });
      expect(context.asked()).toBe(1);
    }
  });

  it("takes over a hold that a crash has left, once PortOne's time is over", async () => {
    const began = new Date();
    const attempt = await beginSignUp(db, began);
    const impUid = inventImpUid();
    const now = new Date(began.getTime() + holdLifetime + 1);
    const context = contextWith(db, verified(attempt.id), { now });
    const { current: providerId } = digestProviderId(impUid, context.indexKeys);
    await db.attempt.update({
      where: { id: attempt.id },
      data: { state: "confirming", providerId, heldAt: began },
    });
    expect(await confirmIdentity(attempt, impUid, context)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
  });

  it("gives the hold back when something breaks in the middle", async () => {
    const attempt = await beginSignUp(db);
    const broken = () => Promise.reject(new Error("broken"));
    await expect(confirmIdentity(attempt, inventImpUid(), contextWith(db, broken))).rejects.toThrow(
      "broken",
    );
    expect((await stateOf(attempt.id)).state).toBe("issued");
  });

  it("is over when the attempt's time is", async () => {
    const attempt = await beginSignUp(db, new Date(Date.now() - 31 * 60_000));
    const context = contextWith(db, verified(attempt.id));
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toMatchObject({
      code: "attempt_expired",
    });
    expect(context.asked()).toBe(0);
  });

  it("cannot be taken back or forward out of turn, not even by hand", async () => {
    const attempt = await beginSignUp(db);
    for (const state of ["confirmed", "refused", "failed", "consumed"] as const) {
      await expect(
        db.attempt.update({ where: { id: attempt.id }, data: { state } }),
      ).rejects.toThrow();
    }
    await db.attempt.update({ where: { id: attempt.id }, data: { state: "expired" } });
    await expect(
      db.attempt.update({ where: { id: attempt.id }, data: { state: "issued" } }),
    ).rejects.toThrow();
  });
});

describe("freshness", () => {
  const began = new Date("2026-01-01T00:00:00Z");
  const after = (seconds: number) => new Date(began.getTime() + seconds * 1000);
  it("reaches from the beginning of the attempt to ten minutes ago, a minute either way", () => {
    expect(isFresh(after(-60), began, after(10))).toBe(true);
    expect(isFresh(after(-61), began, after(10))).toBe(false);
    expect(isFresh(after(0), began, after(660))).toBe(true);
    expect(isFresh(after(0), began, after(661))).toBe(false);
    expect(isFresh(after(70), began, after(10))).toBe(true);
    expect(isFresh(after(71), began, after(10))).toBe(false);
  });
});

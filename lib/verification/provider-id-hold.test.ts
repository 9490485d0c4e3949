import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { defaultDeadlineMs } from "@/lib/portone/deadline";
import { guardianLifetime } from "../accounts/join-purpose";
import { attemptLifetime, expireAttempts } from "./attempts";
import { holdLifetime } from "./provider-id-hold";
import { confirmAmong, confirmIdentity } from "./confirm-identity";
import { digestProviderId } from "./provider-id-digest";
import {
  beginSignUp,
  inventImpUid,
  inventPerson,
  contextWith,
  verified,
} from "../accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";

it("lifetimes are these, and the hold outlives PortOne's deadline by five seconds", () => {
  expect(holdLifetime).toBe(15_000);
  expect(holdLifetime - defaultDeadlineMs).toBe(5_000);
  expect(attemptLifetime).toBe(1_800_000);
  expect(guardianLifetime).toBe(86_400_000);
});

describe.each(inject("databases"))("the hold on an id at PortOne on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const stateOf = (id: string) => db.attempt.findUniqueOrThrow({ where: { id } });
  const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

  /** Leaves an attempt as a server does that asked PortOne at `at` and crashed. */
  async function crash(id: string, impUid: string, at: Date): Promise<void> {
    const { current: providerId } = digestProviderId(
      impUid,
      contextWith(db, { kind: "unknown" }).indexKeys,
    );
    await db.attempt.update({
      where: { id },
      data: { state: "confirming", providerId, heldAt: at },
    });
  }

  it("a second id on a confirmed attempt is refused unasked, and changes nothing", async () => {
    const attempt = await beginSignUp(db);
    const context = contextWith(db, verified(attempt.id));
    await confirmIdentity(attempt, inventImpUid(), context);
    const before = await stateOf(attempt.id);
    expect(await confirmIdentity(attempt, inventImpUid(), context)).toEqual({
      kind: "declined",
      code: "verification_used",
    });
    expect(context.asked()).toBe(1);
    expect(await stateOf(attempt.id)).toEqual(before);
  });

  it("a second id, while the first is being asked for, waits and gets its turn", async () => {
    const attempt = await beginSignUp(db);
    const slow = contextWith(db, async () => {
      await sleep(300);
      return { kind: "unknown" };
    });
    const stray = confirmIdentity(attempt, inventImpUid(), slow);
    await sleep(100);
    const own = contextWith(db, verified(attempt.id));
    expect(await confirmIdentity(attempt, inventImpUid(), own)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    expect(await stray).toMatchObject({ code: "verification_unknown" });
  });

  it.each([
    [15_001, "confirmed"],
    [14_000, "waits"],
  ])("a hold that another attempt's crash left %i ms ago: its owner %s", async (age, ending) => {
    const began = new Date();
    const [crashed, owner] = [await beginSignUp(db, began), await beginSignUp(db, began)];
    const impUid = inventImpUid();
    await crash(crashed.id, impUid, began);
    const now = later(began, age);
    // A waiting second is a second here too: the clock goes on a hundred milliseconds a look.
    let looks = 0;
    const clock = () => (looks += 1) * 100;
    const context = contextWith(db, verified(owner.id, inventPerson(), now), { now, clock });
    expect(await confirmIdentity(owner, impUid, context)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    expect(looks > 6).toBe(ending === "waits");
    expect(await stateOf(crashed.id)).toMatchObject({ state: "issued", providerId: null });
  });

  it("a holder that was taken over changes nothing, whatever it brings back", async () => {
    for (const late of ["verified", "under age", "stale", "unknown", "broken"] as const) {
      const attempt = await beginSignUp(db);
      const impUid = inventImpUid();
      const began = new Date();
      let arrive = (): void => undefined;
      const answered = new Promise<void>((resolve) => (arrive = resolve));
      const old = contextWith(db, async () => {
        await answered;
        if (late === "broken") throw new Error("broken");
        if (late === "unknown") return { kind: "unknown" };
        const born = late === "under age" ? { birthDate: "2020-01-01" } : {};
        const at = late === "stale" ? later(began, -3_600_000) : began;
        return verified(attempt.id, inventPerson(born), at);
      });
      const overtaken = confirmIdentity(attempt, impUid, { ...old, now: began }).catch(() => null);
      while ((await stateOf(attempt.id)).state === "issued") await sleep(20);
      const now = later(began, 15_001);
      let release = (): void => undefined;
      const asked = new Promise<void>((resolve) => (release = resolve));
      const fresh = contextWith(
        db,
        async () => {
          await asked;
          return verified(attempt.id, inventPerson(), now);
        },
        { now },
      );
      const taking = confirmIdentity(attempt, impUid, fresh);
      while ((await stateOf(attempt.id)).heldAt?.getTime() === began.getTime()) await sleep(20);
      while (fresh.asked() === 0) await sleep(20);
      const before = await stateOf(attempt.id);
      arrive();
      const outcome = await overtaken;
      expect(outcome?.kind).not.toBe("confirmed");
      expect(await stateOf(attempt.id)).toEqual(before);
      release();
      expect(await taking).toEqual({ kind: "confirmed", guardianRequired: false });
    }
  });

  it("time that queries take counts as waiting: nobody waits longer than the hold lasts", async () => {
    const [busy, owner] = [await beginSignUp(db), await beginSignUp(db)];
    const impUid = inventImpUid();
    const now = new Date();
    await crash(busy.id, impUid, later(now, 600_000));
    let looks = 0;
    const clock = () => (looks += 1) * 4_000;
    const began = performance.now();
    const context = contextWith(db, verified(owner.id), { now, clock });
    expect(await confirmIdentity(owner, impUid, context)).toEqual({
      kind: "declined",
      code: "provider_unavailable",
    });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(context.asked()).toBe(0);
  });

  it("the first fault is the one that is told, when giving back fails too", async () => {
    const attempt = await beginSignUp(db);
    let isDown = false;
    const failing = db.$extends({
      query: {
        attempt: {
          updateMany({ args, query }) {
            if (isDown) throw new Error("the database is gone too");
            return query(args);
          },
        },
      },
    });
    const context = contextWith(db, () => {
      isDown = true;
      return Promise.reject(new Error("what went wrong first"));
    });
    // An extended client is no PrismaClient by type; here it is one by what it does.
    Object.defineProperty(context, "db", { value: failing });
    await expect(confirmIdentity(attempt, inventImpUid(), context)).rejects.toThrow(
      "what went wrong first",
    );
  });

  it("moves to the attempt that the record names, also where two pass each other", async () => {
    for (let round = 0; round < 5; round += 1) {
      const own = [await beginSignUp(db), await beginSignUp(db)] as const;
      const ids = [inventImpUid(), inventImpUid()] as const;
      const context = contextWith(db, { kind: "unknown" }, {});
      const names = new Map([
        [ids[0], own[0].id],
        [ids[1], own[1].id],
      ]);
      const crossed = {
        ...context,
        fetchVerification: async (id: string) => {
          await sleep(150);
          return verified(names.get(id) ?? null);
        },
      };
      // Each id is taken first with the attempt that it is not for.
      const both = await Promise.all([
        confirmAmong([own[1], own[0]], ids[0], crossed),
        confirmAmong([own[0], own[1]], ids[1], crossed),
      ]);
      expect(both.map(({ attempt }) => attempt.id)).toEqual(own.map(({ id }) => id));
      expect(both.map(({ outcome }) => outcome.kind)).toEqual(["confirmed", "confirmed"]);
    }
  });

  it("does not block two that pass each other at the very same moment", async () => {
    const own = [await beginSignUp(db), await beginSignUp(db)] as const;
    const ids = [inventImpUid(), inventImpUid()] as const;
    let arrive = (): void => undefined;
    const answered = new Promise<void>((resolve) => (arrive = resolve));
    const names = new Map([
      [ids[0], own[0].id],
      [ids[1], own[1].id],
    ]);
    let asked = 0;
    const crossed = {
      ...contextWith(db, { kind: "unknown" }),
      fetchVerification: async (id: string) => {
        asked += 1;
        await answered;
        return verified(names.get(id) ?? null);
      },
    };
    const first = confirmAmong([own[1], own[0]], ids[0], crossed);
    while (asked < 1) await sleep(20);
    const second = confirmAmong([own[0], own[1]], ids[1], crossed);
    while (asked < 2) await sleep(20);
    await db.$transaction(async (tx) => {
      // Both come to the rows while they are locked, and go on together.
      await tx.$queryRaw`
        SELECT id FROM attempts WHERE id IN (${own[0].id}, ${own[1].id}) FOR UPDATE`;
      arrive();
      await sleep(700);
    });
    const both = await Promise.all([first, second]);
    expect(both.map(({ attempt }) => attempt.id)).toEqual(own.map(({ id }) => id));
    expect(both.map(({ outcome }) => outcome.kind)).toEqual(["confirmed", "confirmed"]);
  });

  it("stands as a keyed digest, and nothing is left of it where the attempt's time is over", async () => {
    // Long ago: other tests have attempts under way in this database.
    const then = new Date("2024-01-01T00:00:00Z");
    const attempt = await beginSignUp(db, then);
    const impUid = inventImpUid();
    const answer = verified(attempt.id, inventPerson(), then);
    await confirmIdentity(attempt, impUid, contextWith(db, answer, { now: then }));
    expect((await stateOf(attempt.id)).providerId).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await stateOf(attempt.id))).not.toContain(impUid);
    await expireAttempts(db, later(then, 1_800_001));
    expect(await stateOf(attempt.id)).toMatchObject({ state: "expired", providerId: null });
  });

  it("is found under every key of the ring while keys are changed", async () => {
    // Other tests have accounts under k1.
    const keys = ["k1", "k2"].map((id) => `${id}:${Buffer.alloc(32, id).toString("base64")}`);
    const [before, after] = [parseKeyRing(keys.join()), parseKeyRing([...keys].reverse().join())];
    const [attempt, another] = [await beginSignUp(db), await beginSignUp(db)];
    const impUid = inventImpUid();
    const context = contextWith(db, verified(attempt.id), { indexKeys: before });
    await confirmIdentity(attempt, impUid, context);
    const changed = contextWith(db, verified(attempt.id), { indexKeys: after });
    expect(await confirmIdentity(attempt, impUid, changed)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    expect(await confirmIdentity(another, impUid, changed)).toMatchObject({
      code: "verification_used",
    });
    expect(changed.asked()).toBe(0);
  });
});

import { afterAll, describe, expect, inject, it } from "vitest";
import { inventImpUid } from "@/lib/accounts/sign-up.fixture";
import { recordConsent } from "@/lib/consents/documents";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import { counterOf, spend } from "@/lib/limits/spend";
import { issueAttempt } from "./attempts";
import { holdAtOnce, type HoldRequest } from "./hold-at-once";
import { digestProviderId } from "./provider-id-digest";

const ring = parseKeyRing(`k1:${Buffer.alloc(32, 7).toString("base64")}`);
const at = new Date();
const minutes = (count: number) => new Date(at.getTime() + count * 60_000);

describe.each(inject("databases"))("holding an id by one statement on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());

  async function begin() {
    const consents = [recordConsent("terms", "ko", at)];
    const ticket = await issueAttempt(db, { purpose: "signup", consents, now: at });
    if (ticket === null) throw new Error("not begun");
    return { ...ticket, purpose: "signup" as const };
  }
  const hold = (tickets: HoldRequest["tickets"], options: Partial<HoldRequest> = {}) =>
    holdAtOnce(db.$statements, {
      tickets,
      digest: digestProviderId(inventImpUid(), ring),
      count: null,
      at,
      ...options,
    });
  const stateOf = async (id: string) =>
    (await db.attempt.findUniqueOrThrow({ where: { id } })).state;

  it("takes it with the first ticket whose attempt can, and says how all stood before", async () => {
    const [one, other] = [await begin(), await begin()];
    const digest = digestProviderId(inventImpUid(), ring);
    const found = await hold([other, one], { digest });
    expect(found?.attempts.map(({ id, state }) => [id, state])).toEqual([
      [other.id, "issued"],
      [one.id, "issued"],
    ]);
    expect(found?.hold).toEqual({
      kind: "held",
      attemptId: other.id,
      providerId: digest.current,
      heldAt: at,
    });
    expect([await stateOf(other.id), await stateOf(one.id)]).toEqual(["confirming", "issued"]);
    const second = await hold([other, one]);
    expect(second?.hold?.attemptId).toBe(one.id);
    expect((await hold([other, one]))?.hold).toBeNull();
  });

  it("finds nothing by another's nonce, for another purpose, or by an id alone", async () => {
    const [mine, theirs] = [await begin(), await begin()];
    for (const forged of [
      { ...theirs, nonce: mine.nonce },
      { ...theirs, nonce: "" },
      { ...theirs, purpose: "guardian" as const },
      { ...theirs, id: "nobody" },
    ]) {
      expect(await hold([forged])).toEqual({ attempts: [], retryAfter: null, hold: null });
    }
    expect(await stateOf(theirs.id)).toBe("issued");
  });

  it("holds nothing after an attempt's time, to the millisecond", async () => {
    const ticket = await begin();
    expect((await hold([ticket], { at: minutes(30) }))?.hold).toBeNull();
    const lastMoment = new Date(minutes(30).getTime() - 1);
    expect((await hold([ticket], { at: lastMoment }))?.hold?.attemptId).toBe(ticket.id);
  });

  it("leaves an id to whoever has it, under any key of the ring", async () => {
    const [one, other] = [await begin(), await begin()];
    const impUid = inventImpUid();
    const rotated = parseKeyRing(
      `k2:${Buffer.alloc(32, 8).toString("base64")},k1:${Buffer.alloc(32, 7).toString("base64")}`,
    );
    await hold([one], { digest: digestProviderId(impUid, ring) });
    for (const keys of [ring, rotated]) {
      expect((await hold([other], { digest: digestProviderId(impUid, keys) }))?.hold).toBeNull();
    }
    expect(await stateOf(other.id)).toBe("issued");
  });

  it("lets one of many have an id at the same moment, and one id have one attempt", async () => {
    const tickets = await Promise.all(Array.from({ length: 12 }, begin));
    const digest = digestProviderId(inventImpUid(), ring);
    const all = await Promise.all(tickets.map((ticket) => hold([ticket], { digest })));
    expect(all.filter((found) => found?.hold)).toHaveLength(1);
    const lonely = await begin();
    const tries = await Promise.all(Array.from({ length: 12 }, () => hold([lonely])));
    expect(tries.filter((found) => found?.hold)).toHaveLength(1);
  });

  it("counts each try in the same row as the limiter, and holds nothing once they are used up", async () => {
    const ticket = await begin();
    const count = counterOf("callback", ticket.id, ring);
    for (let tries = 0; tries < count.points - 1; tries += 1) {
      await spend(
        "callback",
        { attempt: ticket.id },
        { statements: db.$statements, indexKeys: ring },
      );
    }
    const other = { ...(await begin()), id: "nobody" };
    // Nobody's attempt: nothing is counted.
    await hold([other], { count });
    const last = await hold([ticket], { count });
    expect([last?.retryAfter, last?.hold?.attemptId]).toEqual([null, ticket.id]);
    await db.attempt.update({
      where: { id: ticket.id },
      data: { state: "issued", providerId: null, heldAt: null },
    });
    const late = await hold([ticket], { count });
    expect(late?.hold).toBeNull();
    expect(late?.retryAfter).toBeGreaterThan(590);
    expect(await stateOf(ticket.id)).toBe("issued");
    const row = await db.rateLimit.findUniqueOrThrow({ where: { key: count.key } });
    expect(row.points).toBe(count.points + 1);
    // The next window.
    const fresh = await begin();
    await db.rateLimit.update({ where: { key: count.key }, data: { expire: at.getTime() } });
    expect((await hold([fresh], { count }))?.retryAfter).toBeNull();
  });

  it("counts nothing for an answer that is known", async () => {
    const ticket = await begin();
    const digest = digestProviderId(inventImpUid(), ring);
    await hold([ticket], { digest });
    await db.attempt.update({
      where: { id: ticket.id },
      data: { state: "failed", outcome: "verification_stale" },
    });
    const count = counterOf("callback", ticket.id, ring);
    expect(await hold([ticket], { digest, count })).toMatchObject({ retryAfter: null, hold: null });
    expect(await db.rateLimit.findUnique({ where: { key: count.key } })).toBeNull();
  });
});

import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { resolveLostAnswers } from "./lost-answers";
import { beginSignUp, inventPerson, contextWith, verified } from "../accounts/sign-up.fixture";

describe.each(inject("databases"))("lost answers on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());

  it("are asked for by our own id, the youngest left to their windows", async () => {
    const now = new Date();
    const lost = await beginSignUp(db, new Date(now.getTime() - 2 * 60_000));
    const young = await beginSignUp(db, now);
    const context = contextWith(db, { kind: "unknown" }, { now, providerIdIsAttemptId: true });
    const asked: string[] = [];
    await resolveLostAnswers({
      ...context,
      fetchVerification: async (id) => {
        asked.push(id);
        return id === lost.id ? verified(id, inventPerson(), now) : { kind: "unknown" };
      },
    });
    expect(asked).toContain(lost.id);
    expect(asked).not.toContain(young.id);
    const stateOf = (id: string) => db.attempt.findUniqueOrThrow({ where: { id } });
    expect((await stateOf(lost.id)).state).toBe("confirmed");
    expect((await stateOf(young.id)).state).toBe("issued");
  });

  it("are left to the next sweep at the first that PortOne is not there for", async () => {
    const now = new Date();
    for (let lost = 0; lost < 3; lost += 1) {
      await beginSignUp(db, new Date(now.getTime() - 2 * 60_000));
    }
    const answer = { kind: "unavailable", reason: "timeout" } as const;
    const context = contextWith(db, answer, { now, providerIdIsAttemptId: true });
    expect(await resolveLostAnswers(context)).toBe(0);
    expect(context.asked()).toBe(1);
  });

  it("cannot be asked for where the id is PortOne's", async () => {
    const context = contextWith(db, { kind: "unknown" });
    expect(await resolveLostAnswers(context)).toBe(0);
    expect(context.asked()).toBe(0);
  });
});

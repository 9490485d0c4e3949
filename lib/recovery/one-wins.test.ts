import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { leave } from "@/lib/accounts/leave";
import { actAs, contextWith, inventPerson, openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { confirmEmail, revertEmail } from "@/lib/emails/follow-link";
import type { LinkPurpose } from "@/lib/generated/prisma/client";
import { LoginEnded } from "@/lib/logins/account-gone";
import { issueLink } from "@/lib/mail/links";
import { recoverAccount } from "./recover-account";
import { verifyFor } from "./recovery.fixture";
import { cancelRecovery, repudiate } from "./repudiate";

/** On a real PostgreSQL: the embedded one does one thing after another. */
const real = inject("databases").filter(({ name }) => name.startsWith("real"));

describe.each(real)("an account in two hands at once on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = { ...contextWith(db, { kind: "unknown" }), rejoinCooldownDays: 30 };
  const { now } = context;
  const typed = { password: "a brand new battery", email: null };
  /** Time for what was begun to reach the database and wait there. */
  const aMoment = () => sleep(300);

  async function member() {
    const person = inventPerson();
    const id = await openMember(db, person);
    return { id, person, acting: await actAs(db, id, now) };
  }
  const linkOf = (accountId: string, purpose: LinkPurpose) => {
    const isOfAddress = purpose.endsWith("_email");
    const email = isOfAddress ? { email: `${accountId}@example.com` } : {};
    return issueLink(db, { purpose, accountId, ...email }, now);
  };

  const presses: Record<LinkPurpose, (token: string) => Promise<unknown>> = {
    not_me: (token) => repudiate(token, "not_me", context),
    recovery_not_me: (token) => repudiate(token, "recovery_not_me", context),
    cancel_recovery: (token) => cancelRecovery(token, context),
    confirm_email: (token) => confirmEmail(token, context),
    revert_email: (token) => revertEmail(token, context),
  };
  const purposes: LinkPurpose[] = [
    ...(["not_me", "recovery_not_me", "cancel_recovery"] as const),
    ...(["confirm_email", "revert_email"] as const),
  ];

  it.each(purposes)(
    "a press of %s holds the account before its link, as leaving does",
    async (each) => {
      const { id } = await member();
      const token = await linkOf(id, each);
      let pressed: Promise<unknown> = Promise.resolve();
      await db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT FROM accounts WHERE id = ${id} FOR UPDATE`;
        pressed = presses[each](token);
        await aMoment();
        // Whoever had the link by now would wait for us, and we for them.
        await tx.$queryRaw`SELECT FROM links WHERE account_id = ${id} FOR UPDATE NOWAIT`;
        await tx.account.delete({ where: { id } });
      });
      expect([null, false]).toContain(await pressed);
    },
  );

  it("is left or recovered, and the other hears why", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { id, person, acting } = await member();
        const { attempt } = await verifyFor(db, { purpose: "recovery" }, person, now);
        const [recovered, left] = await Promise.all([
          recoverAccount(attempt, typed, { ...context, hasPasskey: false }),
          leave(acting, context).catch((error: unknown) => error),
        ]);
        const count = await db.account.count({ where: { id } });
        const told = recovered.kind === "declined" ? recovered.code : recovered.kind;
        return { told, hasLeft: !(left instanceof LoginEnded), count };
      }),
    );
    for (const each of outcomes) {
      expect([
        { told: "recovered", hasLeft: false, count: 1 },
        { told: "attempt_missing", hasLeft: true, count: 0 },
      ]).toContainEqual(each);
    }
  });

  it("that is left while its owner verifies for a recovery is found no more, and they hear it", async () => {
    const { id, person } = await member();
    let verifying: ReturnType<typeof verifyFor> | undefined;
    await db.$transaction(async (tx) => {
      await tx.account.delete({ where: { id } });
      verifying = verifyFor(db, { purpose: "recovery" }, person, now);
      await aMoment();
    });
    const ended = await verifying;
    expect(ended?.outcome).toMatchObject({ kind: "declined", code: "account_not_found" });
    expect(ended?.attempt).toMatchObject({ state: "refused", sealedPerson: null });
  });
});

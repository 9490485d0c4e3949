import { afterAll, describe, expect, inject, it } from "vitest";
import {
  actAs,
  contextWith,
  inventCredentials,
  openMember,
  originOfTest,
} from "@/lib/accounts/sign-up.fixture";
import { hashPassword } from "@/lib/crypto/password";
import { randomToken } from "@/lib/crypto/token";
import { openDatabase } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { inventPasskey } from "@/prisma/row.fixture";
import { createAdministrator } from "@/lib/admin/console";
import { AccountSuspended, ProofOutdated } from "./account-gone";
import { administrators } from "./administrators";
import { beginLogin, checkCredentials, type Proof } from "./login";
import { members } from "./members";
import { changePassword } from "./new-password";

const { password } = inventCredentials();
const noLogin = { id: "nobody", tokenHash: new Uint8Array(32) };

describe.each(inject("databases"))(
  "a login whose proof was checked before, on $name",
  ({ url }) => {
    const db = openDatabase(url);
    afterAll(() => db.$disconnect());
    const context = contextWith(db, { kind: "unknown" });

    async function inventHolder(who: "member" | "administrator") {
      if (who === "member") {
        const id = await openMember(db);
        const { email } = await db.account.findUniqueOrThrow({ where: { id } });
        return { id, email, kind: members, holder: { accountId: id } };
      }
      const { email } = inventCredentials();
      await createAdministrator(db, { email, password }, context.now);
      const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
      return { id, email, kind: administrators, holder: { administratorId: id } };
    }
    type Holder = Awaited<ReturnType<typeof inventHolder>>;
    const logIn = ({ kind }: Holder, proof: Proof) =>
      kind === members
        ? beginLogin(members, db, proof, originOfTest, context.now)
        : beginLogin(administrators, db, proof, originOfTest, context.now);
    const endAll = async (tx: Prisma.TransactionClient, { kind, id }: Holder) => {
      if (kind === members) return tx.session.deleteMany({ where: { accountId: id } });
      return tx.administratorSession.deleteMany({ where: { administratorId: id } });
    };
    const countLogins = ({ kind, id }: Holder) =>
      kind === members
        ? db.session.count({ where: { accountId: id } })
        : db.administratorSession.count({ where: { administratorId: id } });

    const proofs = {
      async password({ kind, email }: Holder): Promise<Proof> {
        const typed = { email, password };
        const proof =
          kind === members
            ? await checkCredentials(members, db, typed, context)
            : await checkCredentials(administrators, db, typed, context);
        if (proof === null) throw new Error("The password is not right");
        return proof;
      },
      async passkey({ id, holder }: Holder): Promise<Proof> {
        const { id: passkeyId } = await db.passkey.create({ data: inventPasskey(holder) });
        return { method: "passkey", id, passkeyId };
      },
    };
    /** What takes the proof away, and every login with it, as recovery and "this was not me" do. */
    const changes = {
      async password(tx: Prisma.TransactionClient, one: Holder) {
        const data = { passwordHash: await hashPassword(randomToken()) };
        const where = { id: one.id };
        if (one.kind === members) await tx.account.update({ where, data });
        else await tx.administrator.update({ where, data });
        await endAll(tx, one);
      },
      async passkey(tx: Prisma.TransactionClient, one: Holder) {
        const table = one.kind === members ? "accounts" : "administrators";
        await tx.$queryRawUnsafe(`SELECT FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, one.id);
        await endAll(tx, one);
        await tx.passkey.updateMany({ where: one.holder, data: { removedAt: context.now } });
      },
    };
    const cases = (["member", "administrator"] as const).flatMap((who) =>
      (["password", "passkey"] as const).map((method) => ({ who, method })),
    );

    it.each(cases)("begins while the $method of the $who holds, and not after", async (each) => {
      const one = await inventHolder(each.who);
      const proof = await proofs[each.method](one);
      await logIn(one, proof);
      const before = await countLogins(one);
      await db.$transaction((tx) => changes[each.method](tx, one));
      expect(before).toBeGreaterThan(0);
      await expect(logIn(one, proof)).rejects.toThrow(ProofOutdated);
      expect(await countLogins(one)).toBe(0);
    });

    it.each(cases)("waits for a change of the $method of the $who under way", async (each) => {
      const one = await inventHolder(each.who);
      const proof = await proofs[each.method](one);
      let login: Promise<unknown> = Promise.resolve();
      await db.$transaction(async (tx) => {
        await changes[each.method](tx, one);
        login = logIn(one, proof).catch((error: unknown) => error);
        // Time for the login to reach the database and wait there.
        await new Promise((resolve) => setTimeout(resolve, 100));
      });
      expect(await login).toBeInstanceOf(ProofOutdated);
      expect(await countLogins(one)).toBe(0);
    });

    it("is let in or ended, never left over, by ten changes of the password at once", async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => inventHolder("member")));
      const proven = await Promise.all(all.map(proofs.password));
      const acting = await Promise.all(all.map(({ id }) => actAs(db, id, context.now)));
      const outcomes = await Promise.allSettled(
        all.flatMap((one, place) => [
          logIn(one, proven[place] ?? { method: "password", id: one.id, passwordHash: "none" }),
          changePassword(acting[place] ?? noLogin, "a new battery", context),
        ]),
      );
      const faults = outcomes.flatMap((each) =>
        each.status === "rejected" && !(each.reason instanceof ProofOutdated) ? [each.reason] : [],
      );
      expect(faults).toEqual([]);
      expect(await Promise.all(all.map(countLogins))).toEqual(all.map(() => 1));
    });

    it("says of a suspended account that it is, whatever was proved", async () => {
      const one = await inventHolder("member");
      const proof = await proofs.password(one);
      const data = { suspendedAt: context.now, passwordHash: "none" };
      await db.account.update({ where: { id: one.id }, data });
      await expect(logIn(one, proof)).rejects.toThrow(AccountSuspended);
    });
  },
);

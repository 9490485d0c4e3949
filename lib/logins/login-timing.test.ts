import { afterAll, describe, expect, inject, it, vi } from "vitest";
import { contextWith, inventCredentials, openMember } from "@/lib/accounts/sign-up.fixture";
import { hashPassword } from "@/lib/crypto/password";
import type * as Passwords from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";
import { checkCredentials } from "./login";
import { members } from "./members";

/** How many passwords were checked, of members and of nobody. */
const checks = vi.hoisted(() => ({ count: 0 }));
vi.mock("@/lib/crypto/password", async (original) => {
  const passwords = await original<typeof Passwords>();
  return {
    ...passwords,
    verifyPassword: (...given: Parameters<typeof passwords.verifyPassword>) => {
      checks.count += 1;
      return passwords.verifyPassword(...given);
    },
    verifyAgainstNobody: (password: string) => {
      checks.count += 1;
      return passwords.verifyAgainstNobody(password);
    },
  };
});

describe.each(inject("databases"))("how many passwords a login checks on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" });
  const { password } = inventCredentials();
  const check = async (email: string, typed: string) => {
    checks.count = 0;
    const found = await checkCredentials(members, db, { email, password: typed }, context);
    return { found: found?.id ?? null, checked: checks.count };
  };
  /** So many members who say that an address is theirs, the first of whom has confirmed it. */
  const inventSharers = async (count: number) => {
    const { email } = inventCredentials();
    const ids: string[] = [];
    for (let place = 0; place < count; place += 1) {
      const id = await openMember(db);
      const emailConfirmedAt = place === 0 ? context.now : null;
      await db.account.update({ where: { id }, data: { email, emailConfirmedAt } });
      ids.push(id);
    }
    return { email, ids };
  };

  it("never depends on who has the address, nor on whether the password is right", async () => {
    const counts = [await check("no address", password)];
    for (const sharers of [0, 1, 2, 3]) {
      const { email } = await inventSharers(sharers);
      counts.push(await check(email, password), await check(email, "not the password"));
    }
    expect(new Set(counts.map(({ checked }) => checked)).size).toBe(1);
  });

  it("lets in whoever joined with another's address, beside its owner", async () => {
    const { email, ids } = await inventSharers(2);
    const [owner = "", other = ""] = ids;
    expect((await check(email, password)).found).toBe(owner);
    const passwordHash = await hashPassword("another battery");
    await db.account.update({ where: { id: owner }, data: { passwordHash } });
    expect((await check(email, password)).found).toBe(other);
  });
});
